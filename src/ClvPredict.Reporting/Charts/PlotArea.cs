using System.Globalization;
using System.Text;

namespace ClvPredict.Reporting.Charts;

/// <summary>Where numbers lie in a chart: a fixed drawing area, in the user units of the chart's view box.</summary>
/// <param name="x">Marks of the horizontal axis.</param>
/// <param name="y">Marks of the vertical axis.</param>
public sealed class PlotArea(AxisTicks x, AxisTicks y)
{
    /// <summary>Width of the view box.</summary>
    public const double Width = 440;

    /// <summary>Height of the view box.</summary>
    public const double Height = 310;

    /// <summary>Left edge of the plot; axis labels stand left of it.</summary>
    public const double Left = 62;

    /// <summary>Right edge of the plot.</summary>
    public const double Right = 418;

    /// <summary>Upper edge of the plot.</summary>
    public const double Top = 30;

    /// <summary>Lower edge of the plot.</summary>
    public const double Bottom = 266;

    /// <summary>Marks of the horizontal axis.</summary>
    public AxisTicks XTicks { get; } = x;

    /// <summary>Marks of the vertical axis.</summary>
    public AxisTicks YTicks { get; } = y;

    /// <summary>Horizontal position of a number.</summary>
    public double X(double number) =>
        Left + (number - XTicks.Low) / (XTicks.High - XTicks.Low) * (Right - Left);

    /// <summary>Vertical position of a number.</summary>
    public double Y(double number) =>
        Bottom - (number - YTicks.Low) / (YTicks.High - YTicks.Low) * (Bottom - Top);

    /// <summary>A coordinate as SVG text, to a hundredth of a unit.</summary>
    public static string At(double position) =>
        position.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The points of an SVG polyline through numbers.</summary>
    public string Points(IEnumerable<(double X, double Y)> numbers)
    {
        var text = new StringBuilder();
        foreach (var (px, py) in numbers)
            text.Append(text.Length == 0 ? "" : " ")
                .Append(At(X(px)))
                .Append(',')
                .Append(At(Y(py)));
        return text.ToString();
    }

    /// <summary>Text cut to a number of characters, with an ellipsis; SVG text does not wrap.</summary>
    public static string Fit(string text, int characters) =>
        text.Length <= characters ? text : text[..(characters - 1)].TrimEnd() + "…";
}

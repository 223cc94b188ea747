using System.Collections.Immutable;
using System.Globalization;
using ClvPredict.Reporting.Languages;

namespace ClvPredict.Reporting.Charts;

/// <summary>Round marks of an axis: multiples of 1, 2 or 5 times a power of ten that span the data.</summary>
/// <param name="Marks">The marks, ascending; the axis runs from the first to the last.</param>
/// <param name="Decimals">Decimals that show every mark exactly.</param>
public sealed record AxisTicks(ImmutableArray<double> Marks, int Decimals)
{
    /// <summary>Where the axis begins.</summary>
    public double Low => Marks[0];

    /// <summary>Where the axis ends.</summary>
    public double High => Marks[^1];

    /// <summary>Marks for finite data in [low, high], with the smallest round step that needs at most the given number of
    /// intervals.</summary>
    /// <exception cref="ArgumentException">The range is not finite or upside down.</exception>
    public static AxisTicks Covering(double low, double high, int maxIntervals)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"An axis cannot span [{low}, {high}]."
                ),
                nameof(low)
            );
        if (low == high)
            (low, high) = low == 0 ? (0, 1) : (Math.Min(low, 0), Math.Max(high, 0));

        var power = (int)Math.Floor(Math.Log10((high - low) / maxIntervals));
        for (; ; power++)
        {
            foreach (var factor in (ReadOnlySpan<int>)[1, 2, 5])
            {
                var first = Math.Floor(low / Multiple(factor, power));
                var last = Math.Ceiling(high / Multiple(factor, power));
                if (last - first > maxIntervals)
                    continue;
                var marks = ImmutableArray.CreateBuilder<double>();
                for (var k = first; k <= last; k++)
                    marks.Add(Multiple(k * factor, power));
                return new AxisTicks(marks.ToImmutable(), Math.Max(0, -power));
            }
        }
    }

    /// <summary>A mark as text; large marks are shortened to thousands or millions.</summary>
    public string Label(double mark, ReportLanguage language)
    {
        var largest = Math.Max(Math.Abs(Low), Math.Abs(High));
        return largest switch
        {
            >= 1e6 => Shortened(mark / 1e6, language, "axis.millions"),
            >= 1e4 => Shortened(mark / 1e3, language, "axis.thousands"),
            _ => language.Number(mark, Decimals),
        };
    }

    private static string Shortened(double number, ReportLanguage language, string unit)
    {
        var decimals = 0;
        while (decimals < 3 && Math.Round(number, decimals) != Math.Round(number, 3))
            decimals++;
        var text = language.Number(number, decimals);
        return number == 0 ? text : language.Text(unit, text);
    }

    // Dividing by a whole power of ten gives the double nearest to the decimal number; multiplying by 0.1 would not.
    private static double Multiple(double k, int power) =>
        power >= 0 ? k * Math.Pow(10, power) : k / Math.Pow(10, -power);
}

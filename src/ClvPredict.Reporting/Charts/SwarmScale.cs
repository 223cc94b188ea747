using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ClvPredict.Decisions.Explaining;

namespace ClvPredict.Reporting.Charts;

/// <summary>Where factors lie in a strip: 1 in the middle, on a logarithmic scale that ends at a round factor.</summary>
/// <param name="Widest">The factor at the right end, above 1; its inverse is at the left end.</param>
internal sealed record SwarmScale(double Widest)
{
    private const int Width = 240;
    private const int Height = 30;
    private const int Step = 3;

    private static readonly ImmutableArray<double> s_ends = [1.05, 1.1, 1.25, 1.5, 2, 3, 5, 10, 30];

    /// <summary>The strip in user units.</summary>
    public static string ViewBox { get; } =
        string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Height}");

    /// <summary>Where the factor 1 lies.</summary>
    public static string Middle { get; } = PlotArea.At(Width / 2.0);

    /// <summary>The scale that holds 99 of 100 points; those beyond are drawn at its ends.</summary>
    public static SwarmScale Covering(IEnumerable<FeaturePoint> points)
    {
        var sizes = points.Select(p => Math.Exp(Math.Abs(Math.Log(p.Factor)))).Order().ToArray();
        var widest = sizes.Length == 0 ? 1 : sizes[(int)(0.99 * (sizes.Length - 1))];
        return new SwarmScale(s_ends.FirstOrDefault(end => end >= widest, s_ends[^1]));
    }

    /// <summary>One path of points for low, middle, high and unknown values of the feature; points that would cover each other are
    /// stacked around the middle of the strip.</summary>
    public IEnumerable<(string Group, string Path)> Paths(ImmutableArray<FeaturePoint> points)
    {
        var paths = new SortedDictionary<int, StringBuilder>();
        var stacked = new int[(Width / Step) + 1];
        foreach (var point in points)
        {
            var slot = (int)
                Math.Round(
                    (1 + Math.Clamp(Math.Log(point.Factor) / Math.Log(Widest), -1, 1))
                        / 2
                        * (Width - (2 * Step))
                        / Step
                );
            var level = stacked[slot]++;
            var offset = (level + 1) / 2 * 2.5 * (level % 2 == 0 ? 1 : -1);
            var group = double.IsNaN(point.ValueRank) ? 3 : Math.Min(2, (int)(3 * point.ValueRank));
            if (!paths.TryGetValue(group, out var path))
                paths[group] = path = new StringBuilder();
            path.Append('M')
                .Append(PlotArea.At((slot * Step) + Step))
                .Append(' ')
                .Append(
                    PlotArea.At(
                        (Height / 2.0) + Math.Clamp(offset, 3 - (Height / 2.0), (Height / 2.0) - 3)
                    )
                )
                .Append("h0");
        }
        foreach (var (group, path) in paths)
            yield return (
                group switch
                {
                    0 => "low",
                    1 => "middle",
                    2 => "high",
                    _ => "unknown",
                },
                path.ToString()
            );
    }
}

using System.Globalization;
using ClvPredict.Decisions.Explaining;
using ClvPredict.Reporting.Charts;

namespace ClvPredict.Reporting.Tests;

public sealed class SwarmScaleTests
{
    [Theory]
    [InlineData(1.0, 1.05)]
    [InlineData(1.3, 1.5)]
    [InlineData(0.4, 3)]
    [InlineData(1e6, 30)]
    public void Covering_Factors_EndsAtTheNextRoundFactor(double factor, double expected)
    {
        SwarmScale.Covering([new FeaturePoint(factor, 0.5)]).Widest.ShouldBe(expected);
    }

    [Fact]
    public void Paths_Points_LieLeftOfTheMiddleBelowOneAndDoNotCoverEachOther()
    {
        var scale = new SwarmScale(2);

        var paths = scale
            .Paths([
                new(0.5, 0),
                new(1, 0.5),
                new(1, 0.5),
                new(2, 1),
                new(9, 1),
                new(1, double.NaN),
            ])
            .ToDictionary(p => p.Group, p => Places(p.Path));

        paths.Keys.ShouldBe(["low", "middle", "high", "unknown"]);
        var middle = double.Parse(SwarmScale.Middle, CultureInfo.InvariantCulture);
        paths["low"].ShouldAllBe(p => p.X < middle / 10);
        paths["middle"].ShouldAllBe(p => Math.Abs(p.X - middle) < 2);
        paths["middle"].Distinct().Count().ShouldBe(2);
        // Beyond the end is drawn at the end.
        paths["high"].Select(p => p.X).Distinct().Count().ShouldBe(1);
    }

    private static List<(double X, double Y)> Places(string path) =>
        [
            .. path.Split('M', StringSplitOptions.RemoveEmptyEntries)
                .Select(p => p.Replace("h0", "", StringComparison.Ordinal).Split(' '))
                .Select(p =>
                    (
                        double.Parse(p[0], CultureInfo.InvariantCulture),
                        double.Parse(p[1], CultureInfo.InvariantCulture)
                    )
                ),
        ];
}

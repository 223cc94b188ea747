using ClvPredict.Training.Btyd;

namespace ClvPredict.Training.Tests.Btyd;

public sealed class RegularityTests
{
    /// <summary>Intervals of every customer's own rate are gamma distributed with the shape; so many fix k to 3 %.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Estimate_OfGammaIntervals_FindsTheirShape(int shape)
    {
        var random = new Random(3);
        double Interval(double rate) =>
            Enumerable.Range(0, shape).Sum(_ => -Math.Log(1 - random.NextDouble())) / rate;
        var (earlier, later) = (new double[20_000], new double[20_000]);
        for (var i = 0; i < earlier.Length; i++)
        {
            var rate = random.NextDouble();
            (earlier[i], later[i]) = (Interval(rate), Interval(rate));
        }

        Regularity.Estimate(earlier, later).ShouldBe(shape, 0.03 * shape);
    }

    [Fact]
    public void Estimate_AtTheEnds_IsInfiniteOrNotANumber()
    {
        Regularity.Estimate([7, 2], [7, 2]).ShouldBe(double.PositiveInfinity);
        Regularity.Estimate([], []).ShouldBe(double.NaN);
    }

    [Fact]
    public void Estimate_OfBadIntervals_Refuses()
    {
        Should.Throw<ArgumentException>(() => Regularity.Estimate([1, 2], [1]));
        Should.Throw<ArgumentException>(() => Regularity.Estimate([0], [1]));
        Should.Throw<ArgumentException>(() => Regularity.Estimate([1], [double.NaN]));
    }
}

namespace ClvPredict.Training.Judging.Tests;

public class PairedBootstrapTests
{
    [Fact]
    public void Gain_HalfTheLossOfEveryCustomer_IsAHalfForSure()
    {
        var other = Enumerable.Range(0, 300).Select(i => 1.0 + (i % 7)).ToArray();
        var bootstrap = new PairedBootstrap(Ids(300), 1);

        var (gain, low, high) = bootstrap.Gain([.. other.Select(v => v / 2)], other);

        gain.ShouldBe(0.5, 1e-12);
        low.ShouldBe(0.5, 1e-12);
        high.ShouldBe(0.5, 1e-12);
    }

    [Fact]
    public void Gain_IndependentLosses_HasTheWidthOfTheDeltaMethod()
    {
        const int Customers = 5_000;
        var random = new Random(3);
        double[] Draw() => [.. Enumerable.Range(0, Customers).Select(_ => random.NextDouble())];
        var (a, b) = (Draw(), Draw());

        var (_, low, high) = new PairedBootstrap(Ids(Customers), 1).Gain(a, b);

        // Var(A/B) = 2 x (coefficient of variation)^2 / n; uniform losses have a coefficient of 1/sqrt(3).
        var expected = 2 * 1.96 * Math.Sqrt(2.0 / 3 / Customers);
        (high - low).ShouldBe(expected, 0.15 * expected); // 400 draws of quantiles
    }

    [Fact]
    public void Gain_RowsOfOneCustomer_StayTogether()
    {
        // Every customer twice: as uncertain as once, not as twice as many customers.
        var random = new Random(4);
        var once = Enumerable.Range(0, 2_000).Select(_ => random.NextDouble()).ToArray();
        var other = Enumerable.Range(0, 2_000).Select(_ => random.NextDouble()).ToArray();
        var customers = Ids(2_000);

        var single = new PairedBootstrap(customers, 1).Gain(once, other);
        var twice = new PairedBootstrap([.. customers, .. customers], 1).Gain(
            [.. once, .. once],
            [.. other, .. other]
        );

        twice.Low.ShouldBe(single.Low, 1e-12);
        twice.High.ShouldBe(single.High, 1e-12);
    }

    private static string[] Ids(int count) =>
        [.. Enumerable.Range(0, count).Select(i => $"customer {i}")];
}

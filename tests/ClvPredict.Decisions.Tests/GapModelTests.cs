using ClvPredict.Decisions.Purchases;
using ClvPredict.TestKit;

namespace ClvPredict.Decisions.Tests;

public class GapModelTests
{
    // Customers with known parameters: log gaps normal around a mean and with a variance of their own.
    private static readonly GapModel s_truth = new(3, 2, 8, 0.2, 0);

    [Fact]
    public void Fit_SimulatedCustomers_FindsTheParameters()
    {
        var random = new Random(1);
        var customers = Enumerable.Range(0, 4_000).Select(_ => Draw(random, 1 + random.Next(12)));

        var model = GapModel.Fit([.. customers.Select(g => Statistics(g))]).ShouldNotBeNull();

        model.MeanLog.ShouldBe(3, 0.05);
        model.PriorGaps.ShouldBe(2, 0.3);
        model.Freedom.ShouldBe(8, 1.5);
        model.Variance.ShouldBe(0.2, 0.02);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.95)]
    public void Next_SimulatedSilences_HoldsTheNextOrderAsOftenAsSaid(double coverage)
    {
        var random = new Random(2);
        var (held, count) = (0, 0);
        while (count < 6_000)
        {
            var gaps = Draw(random, 6);
            var next = (int)Math.Round(gaps[^1]);
            var silence = 1 + random.Next(30);
            if (next < silence)
                continue;
            var window = s_truth.Next(Statistics(gaps[..^1]), silence, coverage);
            held += next >= window.LowDays && next <= window.HighDays ? 1 : 0;
            count++;
        }

        ((double)held / count).ShouldBe(coverage, 0.02);
    }

    [Fact]
    public void Next_ClockworkCustomer_IsSurerThanAStranger()
    {
        var own = s_truth.Next(GapStatistics.Of([0, 30, 60, 90, 120, 150, 180, 210]), 5);
        var stranger = s_truth.Next(default, 5);

        own.MedianDays.ShouldBeInRange(26, 32);
        (own.HighDays - own.LowDays).ShouldBeLessThan(stranger.HighDays - stranger.LowDays);
        own.LowDays.ShouldBeGreaterThan(15);
    }

    [Fact]
    public void Next_LongSilence_IsOverdueAndTheWindowStartsToday()
    {
        var window = s_truth.Next(GapStatistics.Of([0, 10, 20, 30, 40]), 400);

        window.PassedShare.ShouldBeGreaterThan(0.99);
        window.LowDays.ShouldBeGreaterThanOrEqualTo(400);
        window.MedianDays.ShouldBeInRange(window.LowDays, window.HighDays);
    }

    [Fact]
    public void Fit_FewGaps_IsNone()
    {
        GapModel.Fit([GapStatistics.Of([0, 7, 14])]).ShouldBeNull();
    }

    [Fact]
    public void Fit_AllGapsAlike_StaysFinite()
    {
        var week = GapStatistics.Of([.. Enumerable.Range(0, 20).Select(i => 7 * i)]);

        var window = GapModel.Fit([week, week]).ShouldNotBeNull().Next(week, 1);

        (window.LowDays, window.HighDays).ShouldBe((7, 7));
    }

    /// <summary>On days of the past with half a year and more of orders after them, customers with two gaps and more who are
    /// not overdue and did order again: was it within the window, and how far off was the median? CAP-68.</summary>
    [OutsideDataFact("data/grocery_elog.csv.gz")]
    public void Next_GroceryOrders_HitsItsWindowAndBeatsLastGapAgain()
    {
        var histories = Data.CustomerHistories.Build(
            Data.OrderReader.Read(
                [OutsideData.PathOf("data/grocery_elog.csv.gz")],
                new Data.OrderReadOptions { ValueIsOrders = true }
            ).Orders
        );
        GapBacktest[] months =
        [
            .. Enumerable
                .Range(0, 10)
                .Select(m =>
                    GapBacktest
                        .Run(histories, new DateOnly(2006, 10, 1).AddMonths(m))
                        .ShouldNotBeNull()
                ),
        ];

        double judged = months.Sum(m => m.Judged);
        judged.ShouldBeGreaterThan(3_000);
        (months.Sum(m => m.Held * m.Judged) / judged).ShouldBeInRange(0.76, 0.84);
        var error = months.Sum(m => m.LogError * m.Judged) / judged;
        error.ShouldBeLessThan(0.9 * months.Sum(m => m.LastGapError * m.Judged) / judged);
        months.ShouldAllBe(m => m.LogError < m.LastGapError);
    }

    private static double[] Draw(Random random, int count)
    {
        // A customer's variance is ν s² over a chi-square of ν; its mean has that variance over κ.
        var chiSquare = 0.0;
        for (var i = 0; i < 8; i++)
            chiSquare += Math.Pow(Normal(random), 2);
        var sd = Math.Sqrt(8 * s_truth.Variance / chiSquare);
        var mean = s_truth.MeanLog + (sd / Math.Sqrt(s_truth.PriorGaps) * Normal(random));
        return [.. Enumerable.Range(0, count).Select(_ => Math.Exp(mean + (sd * Normal(random))))];
    }

    private static GapStatistics Statistics(double[] gaps) =>
        new(gaps.Length, gaps.Sum(Math.Log), gaps.Sum(g => Math.Log(g) * Math.Log(g)));

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
        * Math.Cos(2 * Math.PI * random.NextDouble());
}

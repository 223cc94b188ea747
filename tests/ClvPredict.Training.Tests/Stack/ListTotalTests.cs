using ClvPredict.Features;
using ClvPredict.Training.Simulation;

namespace ClvPredict.Training.Stack.Tests;

/// <summary>A small version of the experiment in bench/ClvPredict.Benchmarks (totals): do the ranges of totals hold what they say?</summary>
public class ListTotalTests
{
    [Fact]
    public void Total_RandomListsOfSimulatedShops_LieInTheirRangesAsOftenAsMeant()
    {
        var (held, count, topHeld) = (0, 0, 0);
        for (var seed = 1; seed <= 4; seed++)
        {
            var shop = SimulatedShop.Histories(1_500, seed);
            var options = new TrainingOptions
            {
                Horizon = Horizon.Parse("13w"),
                Origins = 0,
                Threads = 2,
            };
            var backtest = Backtest.Run(shop, shop.LastDay.AddDays(1 - 91), options);
            var actual = backtest.Columns.ActualValue.ToArray();
            bool Holds(IReadOnlyCollection<int> rows)
            {
                var total = backtest.Predictions.Total(rows);
                var outcome = rows.Sum(r => actual[r]);
                return total.Low <= outcome && outcome <= total.High;
            }
            var random = RandomStream.Derive(seed, 0, StreamPurpose.Resampling);
            for (var list = 0; list < 50; list++, count++)
            {
                var rows = new HashSet<int>();
                while (rows.Count < 30)
                    rows.Add(random.Below(actual.Length));
                held += Holds(rows) ? 1 : 0;
            }
            var clv = backtest.Columns.PredictedClv.ToArray();
            topHeld += Holds([
                .. Enumerable
                    .Range(0, clv.Length)
                    .OrderByDescending(r => clv[r])
                    .Take(clv.Length / 10),
            ])
                ? 1
                : 0;
        }

        // Four standard errors of a share of 200 independent lists are 0.11; lists of a shop share its level.
        ((double)held / count).ShouldBeInRange(0.70, 0.95);
        topHeld.ShouldBeGreaterThanOrEqualTo(3);
    }
}

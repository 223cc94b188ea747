using ClvPredict.Decisions.Experiments;

namespace ClvPredict.Decisions.Tests.Experiments;

/// <summary>
/// Repeated experiments on simulated customers: gamma rates of purchase, lognormal customers' order values and lognormal noise, so that
/// most customers bring nothing and a few bring most. Predicted CLV is the true mean times an error.
/// </summary>
public static class ExperimentRuns
{
    /// <summary>Runs experiments and counts how often the interval of the net value's effect misses the truth.</summary>
    /// <param name="runs">Number of experiments.</param>
    /// <param name="customers">Customers of each.</param>
    /// <param name="controlShare">Share held out.</param>
    /// <param name="tail">Standard deviation of the log of customers' order values: 0.5 mild, 1 as in a shop, 1.5 wild.</param>
    /// <param name="lift">Share by which being treated raises the rate of purchase; 0 for an A/A test.</param>
    /// <param name="seed">Seed of everything random.</param>
    public static ExperimentRunResult Run(
        int runs,
        int customers,
        double controlShare,
        double tail,
        double lift,
        int seed
    )
    {
        var (missed, missedPlain, missedOrders, reduction, skewness) = (0, 0, 0, 0.0, 0.0);
        for (var run = 0; run < runs; run++)
        {
            var random = new Random(unchecked((seed * 1_000_003) + run));
            var outcomes = Outcomes(
                random,
                customers,
                controlShare,
                tail,
                lift,
                run,
                out var truth,
                out var orders
            );
            var readout = ExperimentReadout.Of(
                outcomes,
                new ReadoutSettings
                {
                    From = new DateOnly(2025, 1, 1),
                    To = new DateOnly(2025, 4, 1),
                }
            );
            missed += Misses(readout.NetValue, truth);
            missedPlain += Misses(readout.NetValueWithoutCovariate, truth);
            missedOrders += Misses(readout.Orders, orders);
            reduction += readout.VarianceReduction / runs;
            skewness += readout.Skewness / runs;
        }
        return new ExperimentRunResult(
            (double)missed / runs,
            (double)missedPlain / runs,
            (double)missedOrders / runs,
            reduction,
            skewness
        );
    }

    private static int Misses(EffectEstimate effect, double truth) =>
        effect.Low > truth || effect.High < truth ? 1 : 0;

    private static ExperimentOutcome[] Outcomes(
        Random random,
        int customers,
        double controlShare,
        double tail,
        double lift,
        int run,
        out double truth,
        out double ordersTruth
    )
    {
        var (rates, worths) = (new double[customers], new double[customers]);
        var means = new double[customers];
        for (var i = 0; i < customers; i++)
        {
            // Gamma with shape 1: most customers seldom buy.
            rates[i] = -0.8 * Math.Log(1 - random.NextDouble());
            worths[i] = 40 * Math.Exp((tail * Normal(random)) - (0.5 * tail * tail));
            means[i] = rates[i] * worths[i];
        }
        var order = Enumerable.Range(0, customers).OrderByDescending(i => means[i]).ToArray();
        var tiers = new string[customers];
        for (var rank = 0; rank < customers; rank++)
            tiers[order[rank]] =
                rank < customers / 10 ? "top"
                : rank < customers / 2 ? "middle"
                : "base";
        var subjects = new ExperimentSubject[customers];
        for (var i = 0; i < customers; i++)
            subjects[i] = new(
                $"c{i}",
                tiers[i],
                means[i] * Math.Exp((0.5 * Normal(random)) - 0.125)
            );
        var control = ExperimentAssignment.Assign(subjects, $"run {run}", controlShare);
        var outcomes = new ExperimentOutcome[customers];
        for (var i = 0; i < customers; i++)
        {
            var rate = rates[i] * (control[i] ? 1 : 1 + lift);
            var (days, sum) = (0, 0.0);
            for (
                var product = 1 - random.NextDouble();
                product > Math.Exp(-rate);
                product *= 1 - random.NextDouble()
            )
            {
                days++;
                sum += worths[i] * Math.Exp((0.6 * Normal(random)) - 0.18);
            }
            outcomes[i] = new(subjects[i], !control[i], sum, days);
        }
        // The effect on the customers of this experiment, whoever is drawn into which group.
        truth = lift * means.Sum() / customers;
        ordersTruth = lift * rates.Sum() / customers;
        return outcomes;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
        * Math.Cos(2 * Math.PI * random.NextDouble());
}

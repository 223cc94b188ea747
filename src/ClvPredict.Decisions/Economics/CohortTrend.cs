using ClvPredict.Models.Intervals;

namespace ClvPredict.Decisions.Economics;

/// <summary>Whether customers become better or worse from cohort to cohort.</summary>
/// <param name="ChangePerMonth">Relative change of CLV in the period from one monthly cohort to the next.</param>
/// <param name="Low">Lower end of its range.</param>
/// <param name="High">Upper end of its range.</param>
/// <param name="ProbabilityGrowing">Probability that the change is above 0.</param>
public sealed record CohortTrend(
    double ChangePerMonth,
    double Low,
    double High,
    double ProbabilityGrowing
)
{
    /// <summary>The answer in one sentence.</summary>
    public string Sentence =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"From one monthly cohort to the next CLV changes by {ChangePerMonth:P1} ({Low:P1} to {High:P1}); it grows with probability {ProbabilityGrowing:0.00}."
        );

    /// <summary>The trend of cohorts that lie a month apart: weighted least squares of the logs of their means, the weights being
    /// those of a random-effects meta-regression, 1 / (s² + τ²).</summary>
    /// <param name="logs">Per cohort: log of the mean, NaN where there is none.</param>
    /// <param name="variances">Per cohort: s² + τ², above 0.</param>
    /// <param name="coverage">Coverage of the range.</param>
    /// <returns>null below three cohorts.</returns>
    internal static CohortTrend? Of(
        ReadOnlySpan<double> logs,
        ReadOnlySpan<double> variances,
        double coverage
    )
    {
        double w = 0,
            x = 0,
            y = 0;
        var cohorts = 0;
        for (var i = 0; i < logs.Length; i++)
        {
            if (double.IsNaN(logs[i]))
                continue;
            cohorts++;
            w += 1 / variances[i];
            x += i / variances[i];
            y += logs[i] / variances[i];
        }
        if (cohorts < 3)
            return null;
        (x, y) = (x / w, y / w);
        double xx = 0,
            xy = 0;
        for (var i = 0; i < logs.Length; i++)
        {
            if (double.IsNaN(logs[i]))
                continue;
            xx += (i - x) * (i - x) / variances[i];
            xy += (i - x) * (logs[i] - y) / variances[i];
        }
        var (slope, sd) = (xy / xx, Math.Sqrt(1 / xx));
        var z = NormalDistribution.Quantile((1 + coverage) / 2);
        return new CohortTrend(
            Math.Exp(slope) - 1,
            Math.Exp(slope - (z * sd)) - 1,
            Math.Exp(slope + (z * sd)) - 1,
            NormalDistribution.Cdf(slope / sd)
        );
    }
}

using ClvPredict.Decisions.Forecasting;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Economics;

/// <summary>
/// The horizon in steps of about a month (at most 24 of equal length): which share of a customer's expected orders falls into
/// each, and how much of the customer's buying rate is left then. A rate falls only because customers leave, so the rate at a
/// time over that at the as-of day is the prior's survival of a customer who is there now.
/// </summary>
internal sealed class HorizonSteps
{
    private const int BlockSize = 2048;
    private const int MostSteps = 24;
    private const double WeeksAMonth = 365.25 / 84;
    private const double ShortWeeks = 0.1;

    private readonly double[] _shares;
    private readonly double[] _survival;

    private HorizonSteps(int rows, int count, double horizonWeeks)
    {
        Count = count;
        HorizonWeeks = horizonWeeks;
        _shares = new double[rows * count];
        _survival = new double[rows * count];
        EndSurvival = new double[rows];
    }

    /// <summary>Number of steps.</summary>
    public int Count { get; }

    /// <summary>Length of the horizon in weeks.</summary>
    public double HorizonWeeks { get; }

    /// <summary>Length of the horizon in years of 365.25 days.</summary>
    public double HorizonYears => HorizonWeeks * 7 / 365.25;

    /// <summary>Per customer: survival at the end of the horizon, 0 to 1.</summary>
    public double[] EndSurvival { get; }

    /// <summary>Share of a customer's expected orders in each step; sums to 1.</summary>
    public ReadOnlySpan<double> Shares(int row) => _shares.AsSpan(row * Count, Count);

    /// <summary>Mean survival of a customer in each step, 0 to 1.</summary>
    public ReadOnlySpan<double> Survival(int row) => _survival.AsSpan(row * Count, Count);

    /// <summary>What an order in the middle of a step is worth now, per unit, at a rate a year.</summary>
    public double Discount(int step, double yearlyRate) =>
        Math.Pow(1 + yearlyRate, -HorizonYears * (step + 0.5) / Count);

    /// <summary>Computes the steps of all scored customers.</summary>
    public static HorizonSteps Compute(
        CustomerScores scores,
        ClvModel model,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var facts = scores.Predictions.Inputs.Features.Facts;
        var timing = new OrderTiming(model, scores.AsOf);
        var weeks = timing.HorizonWeeks;
        var count = (int)Math.Clamp(Math.Round(weeks / WeeksAMonth), 1, MostSteps);
        var steps = new HorizonSteps(facts.Length, count, weeks);
        var brief = Math.Min(ShortWeeks, weeks / count / 2);
        // The ends of the steps, then a moment after the start and a moment before the end.
        double[] times =
        [
            .. Enumerable.Range(1, count).Select(k => k == count ? weeks : weeks * k / count),
            brief,
            weeks - brief,
        ];
        Parallel.For(
            0,
            (facts.Length + BlockSize - 1) / BlockSize,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = threads,
                CancellationToken = cancellationToken,
            },
            block =>
            {
                var shares = new double[times.Length];
                var end = Math.Min(facts.Length, (block + 1) * BlockSize);
                for (var row = block * BlockSize; row < end; row++)
                {
                    timing.Shares(facts[row], times, shares);
                    steps.Fill(row, shares, brief);
                }
            }
        );
        return steps;
    }

    private void Fill(int row, ReadOnlySpan<double> cumulative, double brief)
    {
        var shares = _shares.AsSpan(row * Count, Count);
        var survival = _survival.AsSpan(row * Count, Count);
        var startRate = cumulative[Count] / brief;
        var before = 0.0;
        for (var k = 0; k < Count; k++)
        {
            shares[k] = Math.Max(0, cumulative[k] - before);
            survival[k] = Survival(shares[k] * Count / HorizonWeeks, startRate);
            before = cumulative[k];
        }
        EndSurvival[row] = Survival((1 - cumulative[Count + 1]) / brief, startRate);
    }

    private static double Survival(double rate, double startRate) =>
        startRate > 0 ? Math.Clamp(rate / startRate, 1e-12, 1) : 1;
}

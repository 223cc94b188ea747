using System.Collections.Immutable;
using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Forecasting;

/// <summary>
/// What the prior expects of every customer in each window of a forecast. Windows are the months, cut once more where the horizon
/// ends; of a forecast that ends before it the rest is a window too.
/// </summary>
internal sealed class CustomerWindows
{
    private const int BlockSize = 2048;
    private const double Smallest = 1e-12;

    private readonly CustomerScores _scores;
    private readonly ClvModel _model;
    private readonly OrderTiming _timing;
    private readonly float[] _shares;
    private readonly double[] _activity;
    private readonly double[] _ever;
    private readonly double[] _orders;

    private CustomerWindows(CustomerScores scores, ClvModel model, int months)
    {
        (_scores, _model) = (scores, model);
        _timing = new OrderTiming(model, scores.AsOf);
        HorizonEnd = model.Horizon.EndFrom(scores.AsOf);
        End = scores.AsOf.AddMonths(months);
        Bounds =
        [
            .. Enumerable
                .Range(0, months + 1)
                .Select(scores.AsOf.AddMonths)
                .Append(HorizonEnd)
                .Distinct()
                .Order(),
        ];
        var rows = Facts.Length;
        _shares = new float[rows * Count];
        _activity = new double[rows];
        _ever = new double[rows];
        _orders = new double[rows];
    }

    /// <summary>Window w is [Bounds[w], Bounds[w + 1]).</summary>
    public ImmutableArray<DateOnly> Bounds { get; }

    /// <summary>Number of windows.</summary>
    public int Count => Bounds.Length - 1;

    /// <summary>Day after the model's horizon.</summary>
    public DateOnly HorizonEnd { get; }

    /// <summary>Day after the forecast.</summary>
    public DateOnly End { get; }

    /// <summary>The customers.</summary>
    public ImmutableArray<CustomerFacts> Facts => _scores.Predictions.Inputs.Features.Facts;

    /// <summary>Expected orders of a customer in a window over those in the horizon.</summary>
    public double Share(int row, int window) => _shares[(row * Count) + window];

    /// <summary>Expected orders of a customer in the horizon.</summary>
    public double Orders(int row) => _orders[row];

    /// <summary>P(at least one purchase day in the whole forecast): the prior's, corrected as the model corrects it for the
    /// horizon, by a shift of the log odds.</summary>
    public double EverActive(int row) => _ever[row];

    /// <summary>P(at least one purchase day in a month) of a customer of whom so many orders are expected in it.</summary>
    /// <param name="row">The customer.</param>
    /// <param name="orders">Orders forecast.</param>
    /// <param name="byPrior">Orders that the prior expects.</param>
    public double ActiveInMonth(int row, double orders, double byPrior)
    {
        if (byPrior < Smallest)
            return orders;
        var p = Math.Min(1 - Smallest, _activity[row] * byPrior);
        return Math.Min(orders, 1 - Math.Pow(1 - p, orders / byPrior));
    }

    /// <summary>Asks the prior about all customers.</summary>
    public static CustomerWindows Compute(
        CustomerScores scores,
        ClvModel model,
        int months,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var windows = new CustomerWindows(scores, model, months);
        var asOf = scores.AsOf.DayNumber;
        double[] weeks =
        [
            .. windows.Bounds.Skip(1).Select(bound => (bound.DayNumber - asOf) / 7.0),
        ];
        var firstWeeks = (scores.AsOf.AddMonths(1).DayNumber - asOf) / 7.0;
        var allWeeks = (windows.End.DayNumber - asOf) / 7.0;
        var rows = windows.Facts.Length;
        Parallel.For(
            0,
            (rows + BlockSize - 1) / BlockSize,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = threads,
                CancellationToken = cancellationToken,
            },
            block =>
            {
                var cumulative = new double[weeks.Length];
                var end = Math.Min(rows, (block + 1) * BlockSize);
                for (var row = block * BlockSize; row < end; row++)
                {
                    windows.FillShares(row, weeks, cumulative);
                    windows.FillActivity(row, firstWeeks, allWeeks);
                }
            }
        );
        return windows;
    }

    private void FillShares(int row, double[] weeks, double[] cumulative)
    {
        _orders[row] = _timing.Shares(Facts[row], weeks, cumulative);
        var before = 0.0;
        for (var w = 0; w < cumulative.Length; w++)
        {
            _shares[(row * Count) + w] = (float)Math.Max(0, cumulative[w] - before);
            before = cumulative[w];
        }
    }

    private void FillActivity(int row, double firstWeeks, double allWeeks)
    {
        var (facts, asOf) = (Facts[row], _scores.AsOf);
        // P(active) over expected orders of a month: what survival does to one it does to the other.
        var first = _model.Prior.Predict(facts, asOf, firstWeeks);
        _activity[row] =
            first.ExpectedOrders > Smallest
                ? Math.Min(1, first.ProbabilityActive / first.ExpectedOrders)
                : 1;
        var whole = _model.Prior.Predict(facts, asOf, allWeeks);
        var horizon = _model.Prior.Predict(facts, asOf, _timing.HorizonWeeks);
        var shift =
            LogOdds(1 - (double)_scores.Predictions.ChurnProbability[row])
            - LogOdds(horizon.ProbabilityActive);
        _ever[row] = 1 / (1 + Math.Exp(-LogOdds(whole.ProbabilityActive) - shift));
    }

    private static double LogOdds(double probability)
    {
        var p = Math.Clamp(probability, Smallest, 1 - Smallest);
        return Math.Log(p / (1 - p));
    }
}

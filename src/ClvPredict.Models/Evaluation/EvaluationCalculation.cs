using System.Collections.Immutable;

namespace ClvPredict.Models.Evaluation;

/// <summary>The work of one evaluation: sorts each column once and derives everything from it.</summary>
internal sealed class EvaluationCalculation
{
    private const int DecileCount = 10;

    private readonly EvaluationColumns _columns;
    private readonly RankedOutcome _actual;
    private readonly bool[] _churned;

    /// <summary>Computes everything; the columns have been validated.</summary>
    public EvaluationCalculation(EvaluationColumns columns, CancellationToken cancellation)
    {
        _columns = columns;
        _actual = new RankedOutcome(columns.ActualValue);
        _churned = new bool[columns.Customers];
        var orders = columns.ActualOrders.Span;
        for (var i = 0; i < _churned.Length; i++)
            _churned[i] = orders[i] == 0;

        cancellation.ThrowIfCancellationRequested();
        var byPrediction = new PredictionOrder(columns.PredictedClv.Span);
        Deciles = DecileRows(byPrediction);
        var holdoutValue = ValueMetrics(byPrediction);
        cancellation.ThrowIfCancellationRequested();
        var (churn, bins) = Churn();
        Calibration = bins;
        cancellation.ThrowIfCancellationRequested();
        Model = new HoldoutMetrics(holdoutValue, Orders(), churn, Interval(byPrediction));

        var baselines = ImmutableArray.CreateBuilder<BaselineResult>(columns.Baselines.Length);
        foreach (var baseline in columns.Baselines)
        {
            cancellation.ThrowIfCancellationRequested();
            baselines.Add(Baseline(baseline));
        }
        Baselines = baselines.MoveToImmutable();
        PerfectShares = CumulativeShares(_actual.Order);
    }

    public double ActualTotal => _actual.Total;

    public HoldoutMetrics Model { get; }

    public ImmutableArray<BaselineResult> Baselines { get; }

    public ImmutableArray<DecileRow> Deciles { get; }

    public ImmutableArray<double> PerfectShares { get; }

    public ImmutableArray<CalibrationBin> Calibration { get; }

    private HoldoutValueMetrics ValueMetrics(PredictionOrder order)
    {
        var predicted = _columns.PredictedClv.Span;
        var actual = _columns.ActualValue.Span;
        return new HoldoutValueMetrics(
            PointErrors.MeanAbsolute(predicted, actual),
            PointErrors.RootMeanSquare(predicted, actual),
            PointErrors.Bias(predicted, actual),
            RankMetrics.Spearman(order, _actual),
            RankMetrics.NormalizedGini(order, actual, _actual.PerfectGini),
            RankMetrics.Top10Share(order, actual),
            DecileMape(),
            _columns.ClvMedian.IsEmpty
                ? double.NaN
                : PointErrors.MeanAbsolute(_columns.ClvMedian.Span, actual)
        );
    }

    private double DecileMape()
    {
        var (sum, count) = (0.0, 0);
        foreach (var row in Deciles)
        {
            if (!(row.MeanActual > 0))
                continue;
            sum += Math.Abs(row.MeanPredicted - row.MeanActual) / row.MeanActual;
            count++;
        }
        return count == 0 ? double.NaN : sum / count;
    }

    private ImmutableArray<DecileRow> DecileRows(PredictionOrder order)
    {
        var shared = order.TieMeans(_columns.ActualValue.Span);
        var shares = CumulativeShares(order);
        var rows = ImmutableArray.CreateBuilder<DecileRow>(DecileCount);
        for (var number = 1; number <= DecileCount; number++)
        {
            var start = order.BinStart(DecileCount - number, DecileCount);
            var end = order.BinStart(DecileCount - number + 1, DecileCount);
            var actual = CompensatedSum.Of(shared.AsSpan(start, end - start)) / (end - start);
            var predicted = order.Mean(_columns.PredictedClv.Span, start, end);
            rows.Add(new DecileRow(number, predicted, actual, end - start, shares[number - 1]));
        }
        return rows.MoveToImmutable();
    }

    private ImmutableArray<double> CumulativeShares(PredictionOrder order)
    {
        var shared = order.TieMeans(_columns.ActualValue.Span);
        var shares = ImmutableArray.CreateBuilder<double>(DecileCount);
        var sum = new CompensatedSum();
        var position = shared.Length;
        for (var number = 1; number <= DecileCount; number++)
        {
            var start = order.BinStart(DecileCount - number, DecileCount);
            while (position > start)
                sum.Add(shared[--position]);
            shares.Add(_actual.Total == 0 ? double.NaN : sum.Total / _actual.Total);
        }
        return shares.MoveToImmutable();
    }

    private HoldoutOrderMetrics? Orders()
    {
        if (_columns.ExpectedOrders.IsEmpty)
            return null;
        var predicted = _columns.ExpectedOrders.Span;
        var actual = _columns.ActualOrders.Span;
        return new HoldoutOrderMetrics(
            PointErrors.MeanAbsolute(predicted, actual),
            PointErrors.RootMeanSquare(predicted, actual),
            PointErrors.Bias(predicted, actual),
            RankMetrics.NormalizedGini(predicted, actual)
        );
    }

    private (ChurnMetrics Metrics, ImmutableArray<CalibrationBin> Bins) Churn()
    {
        var clipped = _columns.ChurnProbability.ToArray();
        for (var i = 0; i < clipped.Length; i++)
            clipped[i] = Math.Clamp(
                clipped[i],
                ProbabilityMetrics.Margin,
                1 - ProbabilityMetrics.Margin
            );
        var order = new PredictionOrder(clipped);
        var bins = ProbabilityMetrics.Bins(order, clipped, _churned);
        var metrics = new ChurnMetrics(
            RankMetrics.AreaUnderCurve(order, _churned),
            ProbabilityMetrics.Brier(clipped, _churned),
            ProbabilityMetrics.LogLoss(clipped, _churned),
            ProbabilityMetrics.ExpectedCalibrationError(bins),
            (double)_churned.AsSpan().Count(true) / _churned.Length,
            CompensatedSum.Of(clipped) / clipped.Length
        );
        return (metrics, [.. bins]);
    }

    private IntervalMetrics? Interval(PredictionOrder order)
    {
        if (_columns.ClvLow.IsEmpty)
            return null;
        var low = _columns.ClvLow.Span;
        var high = _columns.ClvHigh.Span;
        var actual = _columns.ActualValue.Span;
        var inside = new double[actual.Length];
        var width = new CompensatedSum();
        for (var i = 0; i < inside.Length; i++)
        {
            inside[i] = low[i] <= actual[i] && actual[i] <= high[i] ? 1 : 0;
            width.Add(high[i] - low[i]);
        }
        var (half, top) = (order.BinStart(5, DecileCount), order.BinStart(9, DecileCount));
        return new IntervalMetrics(
            order.Mean(inside, 0, inside.Length),
            order.Mean(inside, 0, half),
            order.Mean(inside, half, top),
            order.Mean(inside, top, inside.Length),
            width.Total / inside.Length
        )
        {
            PlainTierWidth =
                (
                    PlainWidth(order, 0, half)
                    + PlainWidth(order, half, top)
                    + PlainWidth(order, top, inside.Length)
                ) / inside.Length,
        };
    }

    // Width of the range between the tier's own quantiles, times its customers.
    private double PlainWidth(PredictionOrder order, int start, int end)
    {
        if (start == end)
            return 0;
        var outcomes = new double[end - start];
        for (var k = start; k < end; k++)
            outcomes[k - start] = _columns.ActualValue.Span[order.Rows[k]];
        Array.Sort(outcomes);
        var tail = (1 - _columns.RangeCoverage) / 2;
        double Quantile(double q) => outcomes[(int)Math.Round(q * (outcomes.Length - 1))];
        return outcomes.Length * (Quantile(1 - tail) - Quantile(tail));
    }

    private BaselineResult Baseline(BaselineColumn baseline)
    {
        var numbers = baseline.Numbers.Span;
        var actual = _columns.ActualValue.Span;
        var isMoney = baseline.Kind == BaselineKind.Money;
        var order = new PredictionOrder(numbers);
        return new BaselineResult
        {
            Name = baseline.Name,
            Title = baseline.Title,
            Kind = baseline.Kind,
            Mae = isMoney ? PointErrors.MeanAbsolute(numbers, actual) : double.NaN,
            Bias = isMoney ? PointErrors.Bias(numbers, actual) : double.NaN,
            Spearman = RankMetrics.Spearman(order, _actual),
            NormalizedGini = RankMetrics.NormalizedGini(order, actual, _actual.PerfectGini),
            Top10Share = RankMetrics.Top10Share(order, actual),
            // A high score means no churn, so the curve of the negated score is the complement.
            ChurnAuc = isMoney ? double.NaN : 1 - RankMetrics.AreaUnderCurve(order, _churned),
            CumulativeShares = CumulativeShares(order),
        };
    }
}

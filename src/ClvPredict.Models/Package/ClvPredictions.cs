using ClvPredict.Models.Chain;
using ClvPredict.Models.Intervals;

namespace ClvPredict.Models.Package;

/// <summary>What a model says of every row of its inputs, as columns.</summary>
public sealed class ClvPredictions
{
    private readonly IntervalTable _intervals;
    private readonly IntervalLevel _range;
    private readonly float[] _churn;
    private readonly float[] _orders;
    private readonly float[] _clv;
    private readonly double[] _median;
    private readonly double[] _low;
    private readonly double[] _high;

    internal ClvPredictions(ModelInputs inputs, IntervalTable intervals, double rangeCoverage)
    {
        Inputs = inputs;
        _intervals = intervals;
        _range = intervals.Level(rangeCoverage);
        var rows = inputs.Features.RowCount;
        (_churn, _orders, _clv) = (new float[rows], new float[rows], new float[rows]);
        (_median, _low, _high) = (new double[rows], new double[rows], new double[rows]);
    }

    /// <summary>What was predicted from.</summary>
    public ModelInputs Inputs { get; }

    /// <summary>Number of customers.</summary>
    public int RowCount => _clv.Length;

    /// <summary>Share of the customers meant to lie in their range; see <see cref="ClvModel.RangeCoverage"/>.</summary>
    public double RangeCoverage => _range.Nominal;

    /// <summary>Probability of no purchase day in the horizon.</summary>
    public ReadOnlySpan<float> ChurnProbability => _churn;

    /// <summary>Expected purchase days in the horizon.</summary>
    public ReadOnlySpan<float> ExpectedOrders => _orders;

    /// <summary>Expected net value times margin in the horizon.</summary>
    public ReadOnlySpan<float> PredictedClv => _clv;

    /// <summary>Median of the customer's value in the horizon.</summary>
    public ReadOnlySpan<double> ClvMedian => _median;

    /// <summary>Lower end of the range that covers <see cref="RangeCoverage"/>.</summary>
    public ReadOnlySpan<double> ClvLow => _low;

    /// <summary>Upper end of that range.</summary>
    public ReadOnlySpan<double> ClvHigh => _high;

    /// <summary>What the customers of a list will be worth together, with the range that covers <see cref="RangeCoverage"/>.</summary>
    /// <param name="rows">Their rows, each at most once.</param>
    public ListTotal Total(IEnumerable<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var total = new RunningTotal(_intervals, RangeCoverage);
        foreach (var row in rows)
            total.Add(Inputs.Features.Facts[row].PurchaseDays, _clv[row], _churn[row]);
        return total.Range();
    }

    /// <summary>What all customers will be worth together in another window than the horizon, with the range that covers
    /// <see cref="RangeCoverage"/>.</summary>
    /// <param name="means">Per row: expected value in the window, at least 0.</param>
    /// <param name="active">Per row: probability of a purchase in the window, 0 to 1.</param>
    /// <param name="levelLogSd">Standard deviation of the log of what the total will be over what is expected, at least 0.</param>
    /// <exception cref="ArgumentException">The columns are not one entry a row.</exception>
    public ListTotal Total(
        ReadOnlySpan<double> means,
        ReadOnlySpan<double> active,
        double levelLogSd
    )
    {
        if (means.Length != RowCount || active.Length != RowCount)
            throw new ArgumentException($"There are {RowCount} rows.", nameof(means));
        var total = new TotalDistribution();
        for (var row = 0; row < means.Length; row++)
            _intervals.Add(total, TierOf(row), means[row], active[row]);
        return (_intervals with { LevelLogSd = levelLogSd }).Range(total, RangeCoverage);
    }

    internal void Fill(
        int start,
        ReadOnlySpan<float> churn,
        ReadOnlySpan<float> orders,
        ReadOnlySpan<float> clv
    )
    {
        churn.CopyTo(_churn.AsSpan(start));
        orders.CopyTo(_orders.AsSpan(start));
        clv.CopyTo(_clv.AsSpan(start));
        for (var i = start; i < start + clv.Length; i++)
        {
            (_median[i], _low[i], _high[i]) = _intervals.Range(
                TierOf(i),
                _clv[i],
                1.0 - _churn[i],
                _range
            );
        }
    }

    private CustomerTier TierOf(int row) =>
        _intervals.TierOf(Inputs.Features.Facts[row].PurchaseDays - 1, _clv[row]);
}

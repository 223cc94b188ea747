using ClvPredict.Models.Chain;
using ClvPredict.Models.Intervals;

namespace ClvPredict.Models.Package;

/// <summary>What a model says of every row of its inputs, as columns.</summary>
public sealed class ClvPredictions
{
    private readonly IntervalLevel _range;
    private readonly float[] _churn;
    private readonly float[] _orders;
    private readonly float[] _clv;
    private readonly double[] _median;
    private readonly double[] _low;
    private readonly double[] _high;

    internal ClvPredictions(ModelInputs inputs, IntervalLevel range)
    {
        Inputs = inputs;
        _range = range;
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

    internal void Fill(
        int start,
        ReadOnlySpan<float> churn,
        ReadOnlySpan<float> orders,
        ReadOnlySpan<float> clv,
        IntervalTable intervals
    )
    {
        churn.CopyTo(_churn.AsSpan(start));
        orders.CopyTo(_orders.AsSpan(start));
        clv.CopyTo(_clv.AsSpan(start));
        for (var i = start; i < start + clv.Length; i++)
        {
            var repeats = Inputs.Features.Facts[i].PurchaseDays - 1;
            (_median[i], _low[i], _high[i]) = intervals.Range(
                intervals.TierOf(repeats, _clv[i]),
                _clv[i],
                1.0 - _churn[i],
                _range
            );
        }
    }
}

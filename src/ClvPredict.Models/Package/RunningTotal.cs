using ClvPredict.Models.Intervals;

namespace ClvPredict.Models.Package;

/// <summary>What customers will be worth together, added up one by one in the order that they are given, without keeping
/// them.</summary>
public sealed class RunningTotal
{
    private readonly IntervalTable _intervals;
    private readonly double _coverage;
    private readonly TotalDistribution _total = new();

    internal RunningTotal(IntervalTable intervals, double coverage)
    {
        _intervals = intervals;
        _coverage = coverage;
    }

    /// <summary>Adds a customer.</summary>
    /// <param name="purchaseDays">Purchase days so far.</param>
    /// <param name="predictedClv">Predicted CLV, in money.</param>
    /// <param name="churn">Churn probability.</param>
    public void Add(int purchaseDays, float predictedClv, float churn) =>
        _intervals.Add(
            _total,
            _intervals.TierOf(purchaseDays - 1, predictedClv),
            predictedClv,
            1.0 - churn
        );

    /// <summary>The total so far, with its range.</summary>
    public ListTotal Range() => _intervals.Range(_total, _coverage);
}

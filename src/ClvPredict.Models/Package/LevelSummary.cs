namespace ClvPredict.Models.Package;

/// <summary>How the total was set: one backtest of the prior, clipped.</summary>
/// <param name="Cutoff">The cutoff of the backtest; null when the history was too short for one.</param>
/// <param name="Days">Length of its window.</param>
/// <param name="OrdersRatio">Actual over predicted purchase days, before clipping.</param>
/// <param name="ValueRatio">Actual over predicted gross value, before clipping.</param>
/// <param name="OrdersFactor">Factor applied to expected orders.</param>
/// <param name="ValueFactor">Factor applied to predicted CLV.</param>
public sealed record LevelSummary(
    DateOnly? Cutoff,
    int Days,
    double OrdersRatio,
    double ValueRatio,
    double OrdersFactor,
    double ValueFactor
);

namespace ClvPredict.Models.Package;

/// <summary>What happened in a window of the past over what the prior of that day expected.</summary>
/// <param name="Cutoff">First day of the window.</param>
/// <param name="Days">Its length.</param>
/// <param name="ActiveRatio">Share of active customers, actual over predicted.</param>
/// <param name="OrdersRatio">Purchase days, actual over predicted.</param>
/// <param name="ValueRatio">Gross value, actual over predicted.</param>
public sealed record LevelBacktest(
    DateOnly Cutoff,
    int Days,
    double ActiveRatio,
    double OrdersRatio,
    double ValueRatio
);

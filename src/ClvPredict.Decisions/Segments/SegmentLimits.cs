namespace ClvPredict.Decisions.Segments;

/// <summary>Where the limits that are shares of the customers lie in these orders, in money; NaN without a customer.</summary>
/// <param name="BigSpenderFrom">Least spend of a big spender.</param>
/// <param name="HighOrderValueFrom">Least mean order value of a high-order-value customer.</param>
/// <param name="WinBackFrom">Least historic value of a customer worth winning back.</param>
public sealed record SegmentLimits(
    double BigSpenderFrom,
    double HighOrderValueFrom,
    double WinBackFrom
);

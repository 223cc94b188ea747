namespace ClvPredict.Models.Btyd;

/// <summary>
/// BG/NBD of Fader, Hardie and Lee (2005, "Counting your customers the easy way"): order rate λ ~ Gamma(r, α), and
/// after each repeat order the customer leaves for good with probability p ~ Beta(a, b). A customer without repeat
/// orders is alive with certainty, so P(alive) must not be used to rank churn. With k above 1 the BG/CNBD-k of Platzer
/// and Reutterer (2016).
/// </summary>
/// <param name="R">Shape of the order rate, positive.</param>
/// <param name="Alpha">Inverse scale of the order rate in units of time, positive.</param>
/// <param name="A">First shape of the probability to leave, positive.</param>
/// <param name="B">Second shape of the probability to leave, positive.</param>
/// <param name="K">Regularity, 1 to 12: intervals are Erlang-k and the rate is that of the events, k an order.</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
public sealed record BgNbdModel(double R, double Alpha, double A, double B, int K = 1)
    : BetaGeometricModel(R, Alpha, A, B, K, leavesAfterFirstOrder: false);

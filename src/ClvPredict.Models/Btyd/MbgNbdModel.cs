namespace ClvPredict.Models.Btyd;

/// <summary>
/// MBG/NBD of Batislam, Denizel and Filiztekin (2007): as BG/NBD, but the customer may also leave right after the first
/// order, so one-time customers are not taken to be alive. With k above 1 the MBG/CNBD-k of Platzer and Reutterer (2016).
/// </summary>
/// <param name="R">Shape of the order rate, positive.</param>
/// <param name="Alpha">Inverse scale of the order rate in units of time, positive.</param>
/// <param name="A">First shape of the probability to leave, positive.</param>
/// <param name="B">Second shape of the probability to leave, positive.</param>
/// <param name="K">Regularity, 1 to 12: intervals are Erlang-k and the rate is that of the events, k an order.</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
public sealed record MbgNbdModel(double R, double Alpha, double A, double B, int K = 1)
    : BetaGeometricModel(R, Alpha, A, B, K, leavesAfterFirstOrder: true);

namespace ClvPredict.Scoring.Targeting;

/// <summary>A point of a profit curve.</summary>
/// <param name="Rank">Customers contacted.</param>
/// <param name="Cost">Their expected cost, in money.</param>
/// <param name="Profit">Their expected profit, in money.</param>
public readonly record struct ProfitPoint(int Rank, double Cost, double Profit);

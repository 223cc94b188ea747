namespace ClvPredict.Decisions.Experiments;

/// <summary>Customers of a stratum by group.</summary>
/// <param name="Stratum">The stratum, such as the value tier.</param>
/// <param name="Treated">Customers contacted.</param>
/// <param name="Control">Customers held out.</param>
public sealed record StratumSize(string Stratum, int Treated, int Control);

namespace ClvPredict.Decisions.Experiments;

/// <summary>The effect within one stratum.</summary>
/// <param name="Stratum">The stratum, such as the value tier.</param>
/// <param name="Treated">Customers contacted.</param>
/// <param name="Control">Customers held out.</param>
/// <param name="Effect">Effect on the net value; its interval allows for looking at all strata at once (Bonferroni).</param>
public sealed record StratumEffect(string Stratum, int Treated, int Control, EffectEstimate Effect);

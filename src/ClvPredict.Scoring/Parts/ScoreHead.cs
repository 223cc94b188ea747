namespace ClvPredict.Scoring.Parts;

/// <summary>What all rows of a score file have in common.</summary>
/// <param name="AsOf">The first day not observed.</param>
/// <param name="Horizon">How far ahead is predicted, such as 180d.</param>
/// <param name="Rung">What predicted CLV comes from.</param>
internal sealed record ScoreHead(DateOnly AsOf, string Horizon, string Rung);

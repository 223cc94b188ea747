using System.Collections.Immutable;

namespace ClvPredict.Models.Chain;

/// <summary>
/// A rule of thumb that predicts CLV in place of a model: spend a day so far, times a share by the days since the last order
/// where there are such shares, times a scale.
/// </summary>
/// <param name="IsNet">Whether returns are taken off the spend so far.</param>
/// <param name="Retention">Shares by days since the last order, the shortest time first; empty for the same share for all.</param>
/// <param name="Scale">Makes it money over the horizon, margin left out.</param>
public sealed record SpendRule(bool IsNet, ImmutableArray<RetentionStep> Retention, double Scale);

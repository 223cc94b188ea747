using System.Collections.Immutable;

namespace ClvPredict.Models.Intervals;

/// <summary>Ranges of one stated coverage.</summary>
/// <param name="Nominal">Share of the customers meant to lie inside, 0..1.</param>
/// <param name="Shift">Per <see cref="CustomerTier"/>: conformal shift of the quantile levels, outwards when positive.</param>
public sealed record IntervalLevel(double Nominal, ImmutableArray<double> Shift);

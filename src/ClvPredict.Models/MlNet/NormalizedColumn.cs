using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>A column that <see cref="Normalizer"/> makes.</summary>
/// <param name="Pair">Output and input.</param>
/// <param name="IsVector">Whether the column holds vectors; otherwise numbers.</param>
/// <param name="Scales">One factor per slot.</param>
/// <param name="Offsets">One number per slot to subtract first, or none.</param>
public sealed record NormalizedColumn(
    ColumnPair Pair,
    bool IsVector,
    ImmutableArray<float> Scales,
    ImmutableArray<float> Offsets
);

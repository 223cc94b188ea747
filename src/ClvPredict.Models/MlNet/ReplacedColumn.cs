using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>A column that <see cref="ReplaceMissingValues"/> makes.</summary>
/// <param name="Pair">Output and input.</param>
/// <param name="Values">What replaces missing numbers: one value, or one per slot.</param>
/// <param name="IsPerSlot">Whether there is one value per slot of a vector, instead of one for all.</param>
public sealed record ReplacedColumn(ColumnPair Pair, ImmutableArray<float> Values, bool IsPerSlot);

using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>A vector column that <see cref="Concatenate"/> makes.</summary>
/// <param name="Output">The column's name.</param>
/// <param name="Sources">At least one source; their lengths add up to the vector's.</param>
public sealed record ConcatenatedColumn(string Output, ImmutableArray<ConcatenatedSource> Sources);

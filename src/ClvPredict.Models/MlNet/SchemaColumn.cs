using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>A column of a <see cref="DataViewSchema"/>.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">The column's type.</param>
public sealed record SchemaColumn(string Name, ColumnType Type)
{
    /// <summary>What is said about the column; usually nothing.</summary>
    public ImmutableArray<SchemaAnnotation> Annotations { get; init; } = [];
}

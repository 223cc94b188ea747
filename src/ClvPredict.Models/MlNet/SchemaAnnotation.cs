using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>Something said about a column, such as the names of a vector's slots. Kept as stored; never interpreted.</summary>
/// <param name="Kind">For example "SlotNames".</param>
/// <param name="Type">Type of the value.</param>
/// <param name="IsDeflated">Whether the block is deflated.</param>
/// <param name="Block">The value's bytes.</param>
public sealed record SchemaAnnotation(
    string Kind,
    ColumnType Type,
    bool IsDeflated,
    ImmutableArray<byte> Block
);

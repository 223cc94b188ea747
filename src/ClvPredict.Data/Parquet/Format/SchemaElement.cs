namespace ClvPredict.Data.Parquet.Format;

/// <summary>One node of the schema tree as it stands in the footer.</summary>
internal readonly record struct SchemaElement
{
    internal string Name { get; init; }

    /// <summary>Null for a group.</summary>
    internal int? Type { get; init; }

    internal int TypeLength { get; init; }

    /// <summary>0 required, 1 optional, 2 repeated.</summary>
    internal int Repetition { get; init; }

    internal int ChildCount { get; init; }

    internal int? ConvertedType { get; init; }

    internal int Scale { get; init; }

    internal int Precision { get; init; }

    internal LogicalType Logical { get; init; }
}

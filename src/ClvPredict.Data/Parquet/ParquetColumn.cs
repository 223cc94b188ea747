namespace ClvPredict.Data.Parquet;

/// <summary>A leaf column of a Parquet file: where it stands in the schema, how it is stored and what it means.</summary>
public sealed record ParquetColumn
{
    /// <summary>Position among the leaf columns of the file, from zero.</summary>
    public required int Index { get; init; }

    /// <summary>Names from the root to the leaf, joined by dots; the plain name in a flat table.</summary>
    public required string Path { get; init; }

    /// <summary>How values are stored.</summary>
    public required ParquetPhysicalType PhysicalType { get; init; }

    /// <summary>What values mean.</summary>
    public required ParquetKind Kind { get; init; }

    /// <summary>The column, or a group around it, may be null.</summary>
    public bool IsNullable => MaxDefinitionLevel > 0;

    /// <summary>The column, or a group around it, repeats within a row (a list or a map); such a column is not readable.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Bits of an <see cref="ParquetKind.Integer"/> (8, 16, 32, 64); otherwise 0.</summary>
    public int BitWidth { get; init; }

    /// <summary>False for an <see cref="ParquetKind.Integer"/> without sign.</summary>
    public bool IsSigned { get; init; } = true;

    /// <summary>Digits of a <see cref="ParquetKind.Decimal"/>, from 1; otherwise 0.</summary>
    public int Precision { get; init; }

    /// <summary>Digits after the decimal point of a <see cref="ParquetKind.Decimal"/>, from 0.</summary>
    public int Scale { get; init; }

    /// <summary>Units a second of a <see cref="ParquetKind.Time"/> or <see cref="ParquetKind.Timestamp"/>: 1,000, 1,000,000
    /// or 1,000,000,000; otherwise 0. Legacy 96-bit timestamps are read as microseconds, rounded down.</summary>
    public long UnitsPerSecond { get; init; }

    /// <summary>A time or timestamp is in UTC; false means local time of an unknown zone.</summary>
    public bool IsUtcAdjusted { get; init; }

    /// <summary>Definition level of a value that is there.</summary>
    internal int MaxDefinitionLevel { get; init; }

    /// <summary>Bytes a value of <see cref="ParquetPhysicalType.FixedLengthByteArray"/>; otherwise 0.</summary>
    internal int TypeLength { get; init; }

    /// <summary>Values are stored as bytes rather than as numbers.</summary>
    internal bool IsBytes =>
        PhysicalType is ParquetPhysicalType.ByteArray or ParquetPhysicalType.FixedLengthByteArray;
}

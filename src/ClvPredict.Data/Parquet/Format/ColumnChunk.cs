namespace ClvPredict.Data.Parquet.Format;

/// <summary>Where the pages of one column of one row group lie, as stated in the footer; offsets are checked when it is
/// opened.</summary>
internal sealed record ColumnChunk
{
    internal int Type { get; init; } = -1;

    internal ParquetCodec Codec { get; init; }

    /// <summary>Values, nulls included.</summary>
    internal long ValueCount { get; init; } = -1;

    internal long CompressedSize { get; init; } = -1;

    internal long DataPageOffset { get; init; } = -1;

    /// <summary>0 without a dictionary.</summary>
    internal long DictionaryPageOffset { get; init; }

    internal bool IsEncrypted { get; init; }

    /// <summary>The pages lie in another file.</summary>
    internal bool IsElsewhere { get; init; }

    internal long? NullCount { get; init; }

    /// <summary>Smallest value in the plain encoding, a part of the footer's bytes; empty when not stated.</summary>
    internal ReadOnlyMemory<byte>? Min { get; init; }

    internal ReadOnlyMemory<byte>? Max { get; init; }

    /// <summary>The bounds come from the old fields, whose order is only right for signed numbers.</summary>
    internal bool HasLegacyBounds { get; init; }
}

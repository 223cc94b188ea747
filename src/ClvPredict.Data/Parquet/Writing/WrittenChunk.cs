namespace ClvPredict.Data.Parquet.Writing;

/// <summary>What the footer says about a column chunk.</summary>
internal sealed record WrittenChunk
{
    internal required bool IsCompressed { get; init; }

    internal required bool HasDictionary { get; init; }

    internal required long RowCount { get; init; }

    internal required long NullCount { get; init; }

    internal required byte[] Min { get; init; }

    internal required byte[] Max { get; init; }

    /// <summary>Where the first page begins.</summary>
    internal required long Start { get; init; }

    internal required long DataStart { get; init; }

    /// <summary>Bytes in the file, page headers included.</summary>
    internal required long StoredSize { get; init; }

    /// <summary>Bytes before compression, page headers included.</summary>
    internal required long ContentSize { get; init; }
}

namespace ClvPredict.Data.Parquet;

/// <summary>How a Parquet file is laid out.</summary>
public sealed record ParquetWriteOptions
{
    /// <summary>Most rows of a row group, which is what the writer holds in memory; 1 to 10,000,000.</summary>
    public int RowsPerGroup { get; init; } = 100_000;

    /// <summary>Compress with Snappy where that makes a column smaller.</summary>
    public bool IsCompressed { get; init; } = true;
}

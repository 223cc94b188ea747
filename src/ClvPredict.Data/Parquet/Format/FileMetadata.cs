using System.Collections.Immutable;

namespace ClvPredict.Data.Parquet.Format;

/// <summary>What the footer says.</summary>
internal sealed record FileMetadata(
    ImmutableArray<ParquetColumn> Columns,
    ImmutableArray<RowGroup> RowGroups,
    long RowCount
);

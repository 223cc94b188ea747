using System.Collections.Immutable;

namespace ClvPredict.Data.Parquet.Format;

/// <summary>A horizontal slice of the file, one chunk a leaf column.</summary>
internal sealed record RowGroup(long RowCount, ImmutableArray<ColumnChunk> Chunks);

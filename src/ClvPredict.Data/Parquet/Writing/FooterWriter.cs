using System.Collections.Immutable;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Writing;

/// <summary>Writes the footer's Thrift structures.</summary>
internal static class FooterWriter
{
    private const int Utf8Converted = 0;
    private const int DateConverted = 6;

    internal static byte[] Write(
        ImmutableArray<ParquetWriteColumn> columns,
        IReadOnlyList<(int RowCount, ImmutableArray<WrittenChunk> Chunks)> groups
    )
    {
        var thrift = new ThriftWriter();
        thrift.BeginStruct();
        thrift.Int32(1, 1);
        WriteSchema(thrift, columns);
        thrift.Int64(3, groups.Sum(g => (long)g.RowCount));
        thrift.BeginList(4, ThriftType.Struct, groups.Count);
        foreach (var (rowCount, chunks) in groups)
            WriteGroup(thrift, columns, rowCount, chunks);
        thrift.Text(6, "ClvPredict");
        thrift.BeginList(7, ThriftType.Struct, columns.Length);
        foreach (var _ in columns)
        {
            // The order of the type is the only one there is.
            thrift.BeginStruct();
            thrift.BeginStruct(1);
            thrift.EndStruct();
            thrift.EndStruct();
        }
        thrift.EndStruct();
        return thrift.Content.ToArray();
    }

    private static void WriteSchema(ThriftWriter thrift, ImmutableArray<ParquetWriteColumn> columns)
    {
        thrift.BeginList(2, ThriftType.Struct, columns.Length + 1);
        thrift.BeginStruct();
        thrift.Text(4, "schema");
        thrift.Int32(5, columns.Length);
        thrift.EndStruct();
        foreach (var column in columns)
        {
            thrift.BeginStruct();
            thrift.Int32(1, (int)PhysicalType(column.Type));
            thrift.Int32(3, column.IsNullable ? 1 : 0);
            thrift.Text(4, column.Name);
            if (column.Type == ParquetWriteType.Text)
                Annotate(thrift, Utf8Converted, LogicalType.String);
            else if (column.Type == ParquetWriteType.Date)
                Annotate(thrift, DateConverted, LogicalType.Date);
            thrift.EndStruct();
        }
    }

    private static void Annotate(ThriftWriter thrift, int converted, int logical)
    {
        thrift.Int32(6, converted);
        thrift.BeginStruct(10);
        thrift.BeginStruct(logical);
        thrift.EndStruct();
        thrift.EndStruct();
    }

    private static void WriteGroup(
        ThriftWriter thrift,
        ImmutableArray<ParquetWriteColumn> columns,
        int rowCount,
        ImmutableArray<WrittenChunk> chunks
    )
    {
        thrift.BeginStruct();
        thrift.BeginList(1, ThriftType.Struct, chunks.Length);
        for (var i = 0; i < chunks.Length; i++)
            WriteChunk(thrift, columns[i], chunks[i]);
        thrift.Int64(2, chunks.Sum(c => c.ContentSize));
        thrift.Int64(3, rowCount);
        thrift.Int64(5, chunks[0].Start);
        thrift.Int64(6, chunks.Sum(c => c.StoredSize));
        thrift.EndStruct();
    }

    private static void WriteChunk(
        ThriftWriter thrift,
        ParquetWriteColumn column,
        WrittenChunk chunk
    )
    {
        thrift.BeginStruct();
        thrift.Int64(2, chunk.Start);
        thrift.BeginStruct(3);
        thrift.Int32(1, (int)PhysicalType(column.Type));
        thrift.BeginList(2, ThriftType.Int32, chunk.HasDictionary ? 3 : 2);
        thrift.Int32((int)ParquetEncoding.Plain);
        thrift.Int32((int)ParquetEncoding.Rle);
        if (chunk.HasDictionary)
            thrift.Int32((int)ParquetEncoding.RleDictionary);
        thrift.BeginList(3, ThriftType.Binary, 1);
        thrift.Text(column.Name);
        thrift.Int32(4, (int)(chunk.IsCompressed ? ParquetCodec.Snappy : ParquetCodec.None));
        thrift.Int64(5, chunk.RowCount);
        thrift.Int64(6, chunk.ContentSize);
        thrift.Int64(7, chunk.StoredSize);
        thrift.Int64(9, chunk.DataStart);
        if (chunk.HasDictionary)
            thrift.Int64(11, chunk.Start);
        thrift.BeginStruct(12);
        thrift.Int64(3, chunk.NullCount);
        if (chunk.Min.Length > 0)
        {
            thrift.Binary(5, chunk.Max);
            thrift.Binary(6, chunk.Min);
        }
        thrift.EndStruct();
        thrift.EndStruct();
        thrift.EndStruct();
    }

    private static ParquetPhysicalType PhysicalType(ParquetWriteType type) =>
        type switch
        {
            ParquetWriteType.Float => ParquetPhysicalType.Float,
            ParquetWriteType.Double => ParquetPhysicalType.Double,
            ParquetWriteType.Int32 or ParquetWriteType.Date => ParquetPhysicalType.Int32,
            ParquetWriteType.Int64 => ParquetPhysicalType.Int64,
            ParquetWriteType.Boolean => ParquetPhysicalType.Boolean,
            _ => ParquetPhysicalType.ByteArray,
        };
}

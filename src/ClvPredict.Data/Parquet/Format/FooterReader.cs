using System.Collections.Immutable;
using System.Text;

namespace ClvPredict.Data.Parquet.Format;

/// <summary>Reads the footer's Thrift structures.</summary>
internal static class FooterReader
{
    /// <summary>Reads the whole footer.</summary>
    /// <param name="footer">Its bytes, without the length and magic after it; kept for the statistics.</param>
    internal static FileMetadata Read(ReadOnlyMemory<byte> footer)
    {
        var reader = new ThriftReader(footer.Span);
        var field = default(ThriftField);
        var rowCount = -1L;
        var columns = ImmutableArray<ParquetColumn>.Empty;
        var rowGroups = ImmutableArray<RowGroup>.Empty;
        while (reader.NextField(ref field))
        {
            switch (field.Id)
            {
                case 2:
                    columns = SchemaReader.Read(ref reader, field);
                    break;
                case 3:
                    rowCount = reader.ReadInt64(field);
                    break;
                case 4:
                    rowGroups = ReadRowGroups(ref reader, field, footer, columns.Length);
                    break;
                case 8:
                    Fault.Throw("the file is encrypted, which is not supported");
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }
        if (reader.IsExhausted)
            Fault.Throw("the footer ends in the middle of a value");
        if (columns.IsEmpty)
            Fault.Throw("the footer has no schema with columns");
        CheckRows(rowGroups, rowCount);
        return new FileMetadata(columns, rowGroups, rowCount);
    }

    private static void CheckRows(ImmutableArray<RowGroup> rowGroups, long rowCount)
    {
        var sum = 0L;
        foreach (var group in rowGroups)
        {
            if (group.RowCount < 0 || group.RowCount > long.MaxValue - sum)
                Fault.Throw($"a row group states {group.RowCount} rows");
            sum += group.RowCount;
        }
        if (sum != rowCount)
            Fault.Throw($"the row groups have {sum} rows, but the footer states {rowCount}");
    }

    private static ImmutableArray<RowGroup> ReadRowGroups(
        ref ThriftReader reader,
        ThriftField list,
        ReadOnlyMemory<byte> footer,
        int columnCount
    )
    {
        var count = reader.ReadListHeader(list, ThriftType.Struct);
        var groups = ImmutableArray.CreateBuilder<RowGroup>();
        for (var i = 0; i < count && !reader.IsExhausted; i++)
        {
            var group = ReadRowGroup(ref reader, footer);
            if (!reader.IsExhausted && group.Chunks.Length != columnCount)
                Fault.Throw(
                    $"row group {i + 1} has {group.Chunks.Length} columns, but the schema has {columnCount}"
                );
            groups.Add(group);
        }
        return groups.ToImmutable();
    }

    private static RowGroup ReadRowGroup(ref ThriftReader reader, ReadOnlyMemory<byte> footer)
    {
        var chunks = ImmutableArray.CreateBuilder<ColumnChunk>();
        var rowCount = -1L;
        var field = default(ThriftField);
        while (reader.NextField(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    var count = reader.ReadListHeader(field, ThriftType.Struct);
                    for (var i = 0; i < count && !reader.IsExhausted; i++)
                        chunks.Add(ReadChunk(ref reader, footer));
                    break;
                case 3:
                    rowCount = reader.ReadInt64(field);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }
        return new RowGroup(rowCount, chunks.ToImmutable());
    }

    private static ColumnChunk ReadChunk(ref ThriftReader reader, ReadOnlyMemory<byte> footer)
    {
        var chunk = new ColumnChunk();
        var hasDetail = false;
        var isEncrypted = false;
        var isElsewhere = false;
        var field = default(ThriftField);
        while (reader.NextField(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    reader.Skip(field);
                    isElsewhere = true;
                    break;
                case 3:
                    field.ExpectStruct();
                    chunk = ReadDetail(ref reader, footer);
                    hasDetail = true;
                    break;
                case 8:
                case 9:
                    reader.Skip(field);
                    isEncrypted = true;
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }
        if (!hasDetail && !isEncrypted && !reader.IsExhausted)
            Fault.Throw("a column chunk has no metadata");
        return chunk with { IsEncrypted = isEncrypted, IsElsewhere = isElsewhere };
    }

    private static ColumnChunk ReadDetail(ref ThriftReader reader, ReadOnlyMemory<byte> footer)
    {
        var chunk = new ColumnChunk();
        var field = default(ThriftField);
        while (reader.NextField(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    chunk = chunk with { Type = reader.ReadInt32(field) };
                    break;
                case 4:
                    chunk = chunk with { Codec = (ParquetCodec)reader.ReadInt32(field) };
                    break;
                case 5:
                    chunk = chunk with { ValueCount = reader.ReadInt64(field) };
                    break;
                case 7:
                    chunk = chunk with { CompressedSize = reader.ReadInt64(field) };
                    break;
                case 9:
                    chunk = chunk with { DataPageOffset = reader.ReadInt64(field) };
                    break;
                case 11:
                    chunk = chunk with { DictionaryPageOffset = reader.ReadInt64(field) };
                    break;
                case 12:
                    field.ExpectStruct();
                    chunk = ReadStatistics(ref reader, chunk, footer);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }
        return chunk;
    }

    private static ColumnChunk ReadStatistics(
        ref ThriftReader reader,
        ColumnChunk chunk,
        ReadOnlyMemory<byte> footer
    )
    {
        ReadOnlyMemory<byte>? min = null,
            max = null,
            legacyMin = null,
            legacyMax = null;
        var field = default(ThriftField);
        while (reader.NextField(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    legacyMax = ReadBound(ref reader, field, footer);
                    break;
                case 2:
                    legacyMin = ReadBound(ref reader, field, footer);
                    break;
                case 3:
                    chunk = chunk with { NullCount = reader.ReadInt64(field) };
                    break;
                case 5:
                    max = ReadBound(ref reader, field, footer);
                    break;
                case 6:
                    min = ReadBound(ref reader, field, footer);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }
        var isLegacy = min is null && max is null && (legacyMin ?? legacyMax) is not null;
        return chunk with
        {
            Min = isLegacy ? legacyMin : min,
            Max = isLegacy ? legacyMax : max,
            HasLegacyBounds = isLegacy,
        };
    }

    private static ReadOnlyMemory<byte> ReadBound(
        ref ThriftReader reader,
        ThriftField field,
        ReadOnlyMemory<byte> footer
    )
    {
        var length = reader.ReadBinary(field).Length;
        return footer.Slice(reader.Position - length, length);
    }

    /// <summary>Text of a name; bytes that are not UTF-8 become replacement characters.</summary>
    internal static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}

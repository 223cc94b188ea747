using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>
/// Names and types of columns: the entries Schema (the model's input) and TrainSchema (what a trainer saw), which are
/// tables of no rows in ML.NET's binary format.
/// </summary>
/// <param name="Columns">The columns in order; a later column hides an earlier one of the same name.</param>
public sealed record DataViewSchema(ImmutableArray<SchemaColumn> Columns)
{
    private const ulong Signature = 0x00425644004C4D43;
    private const ulong TailSignature = 0x434D4C0044564200;
    private const ulong Version = 0x0001000100010006;
    private const int HeaderLength = 256;

    /// <summary>The visible column of a name, or null.</summary>
    public SchemaColumn? Find(string name) =>
        Columns.LastOrDefault(c => string.Equals(c.Name, name, StringComparison.Ordinal));

    /// <summary>Reads the table.</summary>
    /// <param name="entry">The entry's name, for messages.</param>
    /// <param name="content">The entry's bytes.</param>
    /// <exception cref="ModelPackageException">The entry is damaged or has rows.</exception>
    public static DataViewSchema Parse(string entry, ReadOnlyMemory<byte> content)
    {
        var reader = new ByteReader(entry, content);
        if (reader.Left < HeaderLength + 8 || reader.UInt64() != Signature)
            throw reader.Fault($"it does not begin like an ML.NET table");
        reader.UInt64();
        ulong compatible = reader.UInt64();
        if (compatible > Version)
            throw reader.Unsupported($"its version is 0x{compatible:X16}");
        long tableStart = reader.Int64();
        long tailStart = reader.Int64();
        long rows = reader.Int64();
        int count = reader.Int32();
        if (rows != 0)
            throw reader.Fault($"it has {rows} rows where none are expected");
        if (tableStart < HeaderLength || tableStart > tailStart || tailStart != content.Length - 8)
            throw reader.Fault($"its parts are not where its header says");
        if (new ByteReader(entry, content[(int)tailStart..]).UInt64() != TailSignature)
            throw reader.Fault($"its end is not marked");
        var table = new ByteReader(entry, content[(int)tableStart..(int)tailStart]);
        if (count < 0 || count > table.Left)
            throw reader.Fault($"the number of columns is {count}");
        var columns = ImmutableArray.CreateBuilder<SchemaColumn>();
        long annotated = 0;
        for (int i = 0; i < count; i++)
        {
            columns.Add(ReadColumn(table, content, ref annotated));
            if (annotated > content.Length)
                throw reader.Fault($"annotations share their bytes");
        }
        table.End();
        return new DataViewSchema(columns.ToImmutable());
    }

    /// <summary>The bytes of the entry.</summary>
    public byte[] ToBytes()
    {
        var body = new ByteWriter();
        var annotations = Columns.Select(c => WriteAnnotations(body, c.Annotations)).ToList();
        int tableStart = HeaderLength + body.Length;
        foreach (var (column, annotation) in Columns.Zip(annotations))
        {
            body.Utf8Text(column.Name);
            column.Type.Write(body);
            body.Byte(1); // deflate, for the blocks of rows that there are none of
            body.Leb128(1); // rows per block
            body.Int64(HeaderLength); // of the lookup table, which is empty
            body.Int64(annotation);
        }
        var writer = new ByteWriter();
        writer.UInt64(Signature);
        writer.UInt64(Version);
        writer.UInt64(Version);
        writer.Int64(tableStart);
        writer.Int64(HeaderLength + body.Length);
        writer.Int64(0);
        writer.Int32(Columns.Length);
        writer.Zeros(HeaderLength - writer.Length);
        writer.Bytes(body.ToArray());
        writer.UInt64(TailSignature);
        return writer.ToArray();
    }

    private static SchemaColumn ReadColumn(
        ByteReader table,
        ReadOnlyMemory<byte> content,
        ref long annotated
    )
    {
        var name = table.Utf8Text();
        var type = ColumnType.Read(table);
        table.Byte();
        table.Leb128();
        table.Int64();
        long annotations = table.Int64();
        if (annotations == 0)
            return new SchemaColumn(name, type);
        if (annotations < HeaderLength || annotations > content.Length)
            throw table.Fault(
                $"the annotations of column {ZipReader.Quote(name)} are not in the entry"
            );
        var reader = new ByteReader(table.Entry, content[(int)annotations..]);
        int count = reader.Leb128();
        var list = ImmutableArray.CreateBuilder<SchemaAnnotation>();
        for (int i = 0; i < count; i++)
        {
            var kind = reader.Utf8Text();
            var valueType = ColumnType.Read(reader);
            byte compression = reader.Byte();
            long offset = reader.Int64();
            int length = reader.Leb128();
            annotated += length;
            if (
                compression > 1
                || offset < HeaderLength
                || offset > content.Length - length
                || annotated > content.Length
            )
            {
                throw table.Fault($"annotation {ZipReader.Quote(kind)} is not in the entry");
            }
            var block = content.Slice((int)offset, length);
            list.Add(new SchemaAnnotation(kind, valueType, compression == 1, [.. block.Span]));
        }
        annotated += reader.Position;
        return new SchemaColumn(name, type) { Annotations = list.ToImmutable() };
    }

    /// <summary>Writes the values and the list of them.</summary>
    /// <returns>Where the list begins in the entry, or 0 when there is nothing to say.</returns>
    private static long WriteAnnotations(
        ByteWriter body,
        ImmutableArray<SchemaAnnotation> annotations
    )
    {
        if (annotations.IsEmpty)
            return 0;
        var offsets = new List<long>();
        foreach (var annotation in annotations)
        {
            offsets.Add(HeaderLength + body.Length);
            body.Bytes(annotation.Block.AsSpan());
        }
        long start = HeaderLength + body.Length;
        body.Leb128(annotations.Length);
        foreach (var (annotation, offset) in annotations.Zip(offsets))
        {
            body.Utf8Text(annotation.Kind);
            annotation.Type.Write(body);
            body.Byte(annotation.IsDeflated ? (byte)1 : (byte)0);
            body.Int64(offset);
            body.Leb128(annotation.Block.Length);
        }
        return start;
    }
}

using System.Text;
using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.Tests.Parquet;

/// <summary>A Parquet file of one required or optional column and one row group, put together byte by byte.</summary>
internal sealed class HandmadeFile
{
    private readonly List<byte> _pages = [];
    private int _rows;
    private int _dictionarySize;

    /// <summary>Schema element of the column, without its name and repetition.</summary>
    public HandmadeThrift Schema { get; init; } = new HandmadeThrift().I32(1, 2);

    public int PhysicalType { get; init; } = 2;

    public bool IsOptional { get; init; }

    public int Codec { get; init; }

    public long ExtraRows { get; init; }

    public HandmadeThrift Statistics { get; init; } = new();

    /// <summary>Adds a data page of version 1.</summary>
    public HandmadeFile Data(
        int rows,
        int encoding,
        byte[] content,
        int? crc = null,
        int? size = null
    )
    {
        _rows += rows;
        var detail = new HandmadeThrift().I32(1, rows).I32(2, encoding).I32(3, 3).I32(4, 3);
        return Page(0, 5, detail, content, crc, size);
    }

    /// <summary>Adds a dictionary page; call it first.</summary>
    public HandmadeFile Dictionary(int entries, byte[] content)
    {
        Page(2, 7, new HandmadeThrift().I32(1, entries).I32(2, 0), content, null, null);
        _dictionarySize = _pages.Count;
        return this;
    }

    public byte[] Bytes()
    {
        var chunk = new HandmadeThrift()
            .I32(1, PhysicalType)
            .I32(4, Codec)
            .I64(5, _rows + ExtraRows)
            .I64(7, _pages.Count)
            .I64(9, 4 + _dictionarySize)
            .Struct(12, Statistics);
        if (_dictionarySize > 0)
            chunk.I64(11, 4);
        var leaf = Schema.I32(3, IsOptional ? 1 : 0).Text(4, "v");
        var footer = new HandmadeThrift()
            .I32(1, 1)
            .Structs(2, new HandmadeThrift().Text(4, "root").I32(5, 1), leaf)
            .I64(3, _rows + ExtraRows)
            .Structs(
                4,
                new HandmadeThrift()
                    .Structs(1, new HandmadeThrift().Struct(3, chunk))
                    .I64(3, _rows + ExtraRows)
            )
            .Bytes;
        return
        [
            .. "PAR1"u8,
            .. _pages,
            .. footer,
            .. BitConverter.GetBytes(footer.Length),
            .. "PAR1"u8,
        ];
    }

    public ParquetFile Open() => ParquetFile.Open(new MemoryStream(Bytes()), "handmade");

    /// <summary>All rows as text.</summary>
    public List<string?> Rows()
    {
        using var file = Open();
        return ParquetText.Column(file, file.Columns[0], 3);
    }

    /// <summary>What is said when the column cannot be read.</summary>
    public string Fault() => Should.Throw<OrderDataException>(() => Rows()).Message;

    public static byte[] Plain(params string[] values) =>
        [
            .. values.SelectMany(v =>
                BitConverter
                    .GetBytes(Encoding.UTF8.GetByteCount(v))
                    .Concat(Encoding.UTF8.GetBytes(v))
            ),
        ];

    private HandmadeFile Page(
        int type,
        int detailField,
        HandmadeThrift detail,
        byte[] content,
        int? crc,
        int? size
    )
    {
        var header = new HandmadeThrift()
            .I32(1, type)
            .I32(2, size ?? content.Length)
            .I32(3, content.Length);
        if (crc is { } stated)
            header.I32(4, stated);
        _pages.AddRange(header.Struct(detailField, detail).Bytes);
        _pages.AddRange(content);
        return this;
    }
}

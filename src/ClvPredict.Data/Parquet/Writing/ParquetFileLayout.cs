using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using ClvPredict.Data.Parquet.Compression;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Writing;

/// <summary>Puts pages and footer into the file; each column chunk has one data page and at most one dictionary.</summary>
internal sealed class ParquetFileLayout
{
    private readonly Stream _stream;
    private readonly ImmutableArray<ParquetWriteColumn> _columns;
    private readonly bool _isCompressed;
    private readonly List<(int RowCount, ImmutableArray<WrittenChunk> Chunks)> _groups = [];
    private readonly ArrayBufferWriter<byte> _dictionary = new();
    private readonly ArrayBufferWriter<byte> _levels = new();
    private readonly ArrayBufferWriter<byte> _data = new();
    private readonly ThriftWriter _header = new();
    private readonly SnappyEncoder _snappy = new();
    private long _position;

    internal ParquetFileLayout(
        Stream stream,
        ImmutableArray<ParquetWriteColumn> columns,
        bool isCompressed
    )
    {
        _stream = stream;
        _columns = columns;
        _isCompressed = isCompressed;
        Put("PAR1"u8);
    }

    /// <summary>Writes the buffered rows and empties the buffers.</summary>
    internal void WriteRowGroup(ReadOnlySpan<ColumnBuffer> columns, int rowCount)
    {
        var chunks = ImmutableArray.CreateBuilder<WrittenChunk>(columns.Length);
        foreach (var column in columns)
        {
            chunks.Add(WriteChunk(column));
            column.Clear();
        }
        _groups.Add((rowCount, chunks.MoveToImmutable()));
    }

    internal void WriteFooter()
    {
        var footer = FooterWriter.Write(_columns, _groups);
        Put(footer);
        Span<byte> size = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(size, footer.Length);
        Put(size);
        Put("PAR1"u8);
        _stream.Flush();
    }

    private WrittenChunk WriteChunk(ColumnBuffer column)
    {
        _dictionary.ResetWrittenCount();
        _data.ResetWrittenCount();
        var entries = column.WriteDictionary(_dictionary);
        if (column.IsNullable)
            WriteLevels(column);
        column.WriteValues(_data);
        var dictionary = Compress(_dictionary.WrittenSpan);
        var data = Compress(_data.WrittenSpan);
        var isCompressed =
            _isCompressed
            && dictionary.Length + data.Length < _dictionary.WrittenCount + _data.WrittenCount;
        var start = _position;
        var headers = 0L;
        if (entries > 0)
            headers += WritePage(
                PageType.Dictionary,
                entries,
                false,
                _dictionary,
                dictionary,
                isCompressed
            );
        var dataStart = _position;
        headers += WritePage(
            PageType.Data,
            column.RowCount,
            entries > 0,
            _data,
            data,
            isCompressed
        );
        var (min, max) = column.Bounds();
        return new WrittenChunk
        {
            IsCompressed = isCompressed,
            HasDictionary = entries > 0,
            RowCount = column.RowCount,
            NullCount = column.NullCount,
            Min = min,
            Max = max,
            Start = start,
            DataStart = dataStart,
            StoredSize = _position - start,
            ContentSize = headers + _dictionary.WrittenCount + _data.WrittenCount,
        };
    }

    private void WriteLevels(ColumnBuffer column)
    {
        _levels.ResetWrittenCount();
        RleEncoder.Write(column.Levels, 1, _levels);
        BinaryPrimitives.WriteInt32LittleEndian(_data.GetSpan(sizeof(int)), _levels.WrittenCount);
        _data.Advance(sizeof(int));
        _data.Write(_levels.WrittenSpan);
    }

    private byte[] Compress(ReadOnlySpan<byte> content) =>
        _isCompressed && !content.IsEmpty ? _snappy.Compress(content) : [];

    /// <summary>Writes a page; returns the bytes of its header.</summary>
    private int WritePage(
        PageType type,
        int count,
        bool isIndexed,
        ArrayBufferWriter<byte> content,
        byte[] compressed,
        bool isCompressed
    )
    {
        var stored = isCompressed ? compressed : content.WrittenSpan;
        _header.Clear();
        _header.BeginStruct();
        _header.Int32(1, (int)type);
        _header.Int32(2, content.WrittenCount);
        _header.Int32(3, stored.Length);
        _header.Int32(4, (int)Crc32.Of(stored));
        _header.BeginStruct(type == PageType.Data ? 5 : 7);
        _header.Int32(1, count);
        _header.Int32(2, (int)(isIndexed ? ParquetEncoding.RleDictionary : ParquetEncoding.Plain));
        if (type == PageType.Data)
        {
            _header.Int32(3, (int)ParquetEncoding.Rle);
            _header.Int32(4, (int)ParquetEncoding.Rle);
        }
        _header.EndStruct();
        _header.EndStruct();
        Put(_header.Content);
        Put(stored);
        return _header.Content.Length;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        _position += bytes.Length;
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using ClvPredict.Data.Parquet.Compression;

namespace ClvPredict.Data.Parquet.Format;

/// <summary>Reads the pages of a column chunk one after the other, holding one at a time in memory.</summary>
internal sealed class PageCursor : IDisposable
{
    /// <summary>Largest page, decompressed, that is accepted.</summary>
    internal const int MaxPageSize = 1 << 29;

    private const int ReadAhead = 1 << 16;
    private const int MaxHeaderSize = 1 << 24;

    private readonly ParquetSource _source;
    private readonly ParquetCodec _codec;
    private readonly int _maxDefinitionLevel;
    private readonly IncrementalHash? _digest;
    private readonly PageDecompressor _decompressor = new();
    private long _offset;
    private long _left;
    private byte[] _window = [];
    private int _start;
    private int _end;
    private byte[] _page = [];

    internal PageCursor(
        ParquetSource source,
        ColumnChunk chunk,
        int maxDefinitionLevel,
        IncrementalHash? digest
    )
    {
        _source = source;
        _digest = digest;
        _codec = chunk.Codec;
        _maxDefinitionLevel = maxDefinitionLevel;
        _offset = chunk.DataPageOffset;
        if (chunk.DictionaryPageOffset > 0)
            _offset = Math.Min(_offset, chunk.DictionaryPageOffset);
        _left = chunk.CompressedSize;
        if (_offset < 4 || _left < 0 || _offset > source.Length || _left > source.Length - _offset)
            Fault.Throw(
                $"its pages are stated at offset {_offset} with {_left} bytes, but the file has {source.Length}"
            );
    }

    /// <summary>Goes to the next data or dictionary page; false at the end of the chunk.</summary>
    internal bool Next(out DataPage page)
    {
        while (_left + (_end - _start) > 0)
        {
            var header = ReadHeader();
            if (header.Type is PageType.Data or PageType.DataV2 or PageType.Dictionary)
            {
                page = ReadPage(header);
                return true;
            }
            Need(header.CompressedSize);
            _start += header.CompressedSize;
        }
        page = default;
        return false;
    }

    public void Dispose()
    {
        Return(ref _window);
        Return(ref _page);
        _start = _end = 0;
        _left = 0;
    }

    private PageHeader ReadHeader()
    {
        for (var size = ReadAhead; ; size *= 2)
        {
            Need((int)Math.Min(size, _left + (_end - _start)));
            if (PageHeader.TryRead(_window.AsSpan(_start.._end), out var header, out var length))
            {
                _start += length;
                return header;
            }
            if (_left == 0 || size >= MaxHeaderSize)
                Fault.Throw("a page header is cut off or damaged");
        }
    }

    private DataPage ReadPage(PageHeader header)
    {
        if (header.CompressedSize > _left + (_end - _start))
            Fault.Throw(
                $"a page states {header.CompressedSize} bytes, but {_left + (_end - _start)} are left"
            );
        CheckExpansion(header);
        Need(header.CompressedSize);
        var stored = new PageBytes(_window, _start, _start + header.CompressedSize);
        _start += header.CompressedSize;
        if (header.Crc is { } crc && Crc32.Of(stored.Span) != (uint)crc)
            Fault.Throw("a page does not have its checksum (CRC-32): the file is damaged");
        return header.Type switch
        {
            PageType.DataV2 => PageOfVersion2(header, stored),
            PageType.Data => PageOfVersion1(header, Decompress(header, stored, 0)),
            _ => new DataPage(
                PageType.Dictionary,
                header.ValueCount,
                header.Encoding,
                default,
                Decompress(header, stored, 0)
            ),
        };
    }

    private void CheckExpansion(PageHeader header)
    {
        var limit = PageDecompressor.MaxSize(_codec, header.CompressedSize);
        if (header.Type == PageType.DataV2)
            limit += header.DefinitionLevelsSize + (long)header.RepetitionLevelsSize;
        if (header.UncompressedSize > Math.Min(limit, MaxPageSize))
            Fault.Throw(
                $"a page states {header.UncompressedSize} bytes from {header.CompressedSize} compressed, which is too large or impossible"
            );
    }

    private DataPage PageOfVersion1(PageHeader header, PageBytes content)
    {
        var levels = default(PageBytes);
        if (_maxDefinitionLevel > 0)
        {
            if (header.LevelEncoding != ParquetEncoding.Rle)
                Fault.Throw(
                    $"definition levels have the encoding {header.LevelEncoding}, which is not supported"
                );
            if (content.Length < 4)
                Fault.Throw("a page is too short for its definition levels");
            var size = BinaryPrimitives.ReadInt32LittleEndian(content.Span);
            if (size < 0 || size > content.Length - 4)
                Fault.Throw(
                    $"definition levels state {size} bytes, but {content.Length - 4} are left"
                );
            var start = content.Start + 4;
            levels = content with { Start = start, End = start + size };
            content = content with { Start = start + size };
        }
        return new DataPage(header.Type, header.ValueCount, header.Encoding, levels, content);
    }

    private DataPage PageOfVersion2(PageHeader header, PageBytes stored)
    {
        var levelsSize = header.DefinitionLevelsSize + (long)header.RepetitionLevelsSize;
        if (levelsSize > Math.Min(stored.Length, header.UncompressedSize))
            Fault.Throw(
                $"levels state {levelsSize} bytes, but the page has {Math.Min(stored.Length, header.UncompressedSize)}"
            );
        var levelsStart = stored.Start + header.RepetitionLevelsSize;
        var levels = stored with
        {
            Start = levelsStart,
            End = levelsStart + header.DefinitionLevelsSize,
        };
        var values = header.IsCompressed
            ? Decompress(header, stored, (int)levelsSize)
            : stored with
            {
                Start = levels.End,
            };
        return new DataPage(header.Type, header.ValueCount, header.Encoding, levels, values);
    }

    private PageBytes Decompress(PageHeader header, PageBytes stored, int skipped)
    {
        var source = stored with { Start = stored.Start + skipped };
        var size = header.UncompressedSize - skipped;
        if (_codec == ParquetCodec.None)
        {
            if (source.Length != size)
                Fault.Throw($"an uncompressed page has {source.Length} bytes, but states {size}");
            return source;
        }
        if (size == 0)
            return new PageBytes(_page, 0, 0);
        if (_page.Length < size)
        {
            Return(ref _page);
            _page = ArrayPool<byte>.Shared.Rent(size);
        }
        _decompressor.Decompress(_codec, source, _page.AsSpan(0, size));
        return new PageBytes(_page, 0, size);
    }

    /// <summary>Makes the next bytes of the chunk available in one piece.</summary>
    private void Need(int count)
    {
        var available = _end - _start;
        if (available >= count)
            return;
        if (count - available > _left)
            Fault.Throw($"the column's pages end early: {count} bytes are needed");
        if (_window.Length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(count, ReadAhead));
            _window.AsSpan(_start, available).CopyTo(larger);
            Return(ref _window);
            _window = larger;
        }
        else
            _window.AsSpan(_start, available).CopyTo(_window);
        _start = 0;
        _end = available;
        var more = (int)Math.Min(_left, count - available);
        _source.Read(_offset, _window.AsSpan(_end, more));
        _digest?.AppendData(_window, _end, more);
        _offset += more;
        _left -= more;
        _end += more;
    }

    private static void Return(ref byte[] buffer)
    {
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }
}

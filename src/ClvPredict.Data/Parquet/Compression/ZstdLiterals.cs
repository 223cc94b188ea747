using System.Buffers.Binary;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Compression;

/// <summary>Reads the literals section of a zstd block (RFC 8878, 3.1.1.3.1).</summary>
internal sealed class ZstdLiterals
{
    internal const int MaxBlockSize = 1 << 17;

    private readonly ZstdHuffmanTable _table = new();
    private readonly byte[] _buffer = new byte[MaxBlockSize];
    private int _count;

    internal ReadOnlySpan<byte> Content => _buffer.AsSpan(0, _count);

    /// <summary>Forgets the code of the previous frame.</summary>
    internal void Clear() => _table.Clear();

    /// <summary>Reads the section; returns the bytes it takes.</summary>
    internal int Read(ReadOnlySpan<byte> source)
    {
        if (source.IsEmpty)
            Throw();
        var kind = source[0] & 3;
        return kind < 2 ? ReadPlain(source, isRun: kind == 1) : ReadCoded(source, kind == 2);
    }

    private int ReadPlain(ReadOnlySpan<byte> source, bool isRun)
    {
        var format = (source[0] >> 2) & 3;
        var headerSize = format switch
        {
            1 => 2,
            3 => 3,
            _ => 1,
        };
        var size = (int)(Header(source, headerSize) >> (headerSize == 1 ? 3 : 4));
        var stored = isRun ? 1 : size;
        if (size > MaxBlockSize || stored > source.Length - headerSize)
            Throw();
        _count = size;
        if (isRun)
            _buffer.AsSpan(0, size).Fill(source[headerSize]);
        else
            source.Slice(headerSize, size).CopyTo(_buffer);
        return headerSize + stored;
    }

    private int ReadCoded(ReadOnlySpan<byte> source, bool hasTable)
    {
        var format = (source[0] >> 2) & 3;
        var (headerSize, sizeBits) = format switch
        {
            2 => (4, 14),
            3 => (5, 18),
            _ => (3, 10),
        };
        var header = Header(source, headerSize) >> 4;
        var size = (int)header & ((1 << sizeBits) - 1);
        var stored = (int)(header >> sizeBits) & ((1 << sizeBits) - 1);
        if (size > MaxBlockSize || stored > source.Length - headerSize)
            Throw();
        var content = source.Slice(headerSize, stored);
        if (hasTable)
            content = content[_table.Read(content)..];
        else if (!_table.IsSet)
            Fault.Throw("a zstd block repeats a Huffman table that was never given");
        _count = size;
        if (format == 0)
            _table.Decode(content, _buffer.AsSpan(0, size));
        else
            DecodeFour(content, _buffer.AsSpan(0, size));
        return headerSize + stored;
    }

    private void DecodeFour(ReadOnlySpan<byte> content, Span<byte> target)
    {
        const int JumpTableSize = 6;
        var part = (target.Length + 3) / 4;
        if (content.Length < JumpTableSize || 3 * part > target.Length)
            Throw();
        var streams = content[JumpTableSize..];
        for (var i = 0; i < 3; i++)
        {
            int size = BinaryPrimitives.ReadUInt16LittleEndian(content[(2 * i)..]);
            if (size > streams.Length)
                Throw();
            _table.Decode(streams[..size], target.Slice(i * part, part));
            streams = streams[size..];
        }
        _table.Decode(streams, target[(3 * part)..]);
    }

    private static ulong Header(ReadOnlySpan<byte> source, int size)
    {
        if (size > source.Length)
            Throw();
        ulong value = 0;
        for (var i = 0; i < size; i++)
            value |= (ulong)source[i] << (8 * i);
        return value;
    }

    private static void Throw() => Fault.Throw("the literals of a zstd block are damaged");
}

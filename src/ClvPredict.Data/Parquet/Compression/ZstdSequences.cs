using System.Runtime.CompilerServices;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Compression;

/// <summary>Reads the sequences section of a zstd block and carries the sequences out (RFC 8878, 3.1.1.3.2 to 3.1.1.5).</summary>
internal sealed class ZstdSequences
{
    private const int MaxOffsetCode = 31;

    private readonly ZstdFseTable _literalLengths = new(9);
    private readonly ZstdFseTable _offsets = new(8);
    private readonly ZstdFseTable _matchLengths = new(9);
    private int _offset1;
    private int _offset2;
    private int _offset3;

    /// <summary>Forgets tables and offsets of the previous frame.</summary>
    internal void Clear()
    {
        _literalLengths.Clear();
        _offsets.Clear();
        _matchLengths.Clear();
        (_offset1, _offset2, _offset3) = (1, 4, 8);
    }

    /// <summary>Reads the section, which takes the rest of its block, and appends the block's content to the frame's.</summary>
    /// <param name="source">The section.</param>
    /// <param name="literals">The block's literals.</param>
    /// <param name="frame">The frame's output, with room for the rest of it.</param>
    /// <param name="written">Bytes of the frame so far.</param>
    /// <returns>Bytes of the frame with this block.</returns>
    internal int Run(
        ReadOnlySpan<byte> source,
        ReadOnlySpan<byte> literals,
        Span<byte> frame,
        int written
    )
    {
        var count = ReadCount(ref source);
        if (count > 0)
            written = RunAll(ReadTables(source), count, ref literals, frame, written);
        else if (!source.IsEmpty)
            Throw();
        if (literals.Length > frame.Length - written)
            Throw();
        literals.CopyTo(frame[written..]);
        return written + literals.Length;
    }

    private int RunAll(
        ReadOnlySpan<byte> source,
        int count,
        ref ReadOnlySpan<byte> literals,
        Span<byte> frame,
        int written
    )
    {
        var bits = new ReverseBitReader(source);
        var literalEntries = _literalLengths.Entries;
        var offsetEntries = _offsets.Entries;
        var matchEntries = _matchLengths.Entries;
        var literalState = bits.Read(_literalLengths.Log);
        var offsetState = bits.Read(_offsets.Log);
        var matchState = bits.Read(_matchLengths.Log);
        for (var i = 0; i < count; i++)
        {
            var literalEntry = literalEntries[literalState];
            var offsetEntry = offsetEntries[offsetState];
            var matchEntry = matchEntries[matchState];
            var literalCode = ZstdCodes.LiteralLengthCodes[(int)(literalEntry >> 24)];
            var matchCode = ZstdCodes.MatchLengthCodes[(int)(matchEntry >> 24)];
            var offsetBits = (int)(offsetEntry >> 24);
            bits.Refill();
            var offsetValue = (1L << offsetBits) + bits.Read(offsetBits);
            if (offsetBits > 16)
                bits.Refill();
            var match = (matchCode & 0xFFFFFF) + bits.Read(matchCode >> 24);
            var literal = (literalCode & 0xFFFFFF) + bits.Read(literalCode >> 24);
            if (i < count - 1)
            {
                bits.Refill();
                literalState = Next(ref bits, literalEntry);
                matchState = Next(ref bits, matchEntry);
                offsetState = Next(ref bits, offsetEntry);
            }
            var distance = Distance(offsetValue, literal == 0);
            if (
                literal > literals.Length
                || literal + match > frame.Length - written
                || distance > written + literal
                || distance <= 0
            )
                Throw();
            literals[..literal].CopyTo(frame[written..]);
            literals = literals[literal..];
            written += literal;
            MatchCopy.Copy(frame, written, (int)distance, match);
            written += match;
        }
        bits.Refill();
        if (!bits.IsAtEnd)
            Throw();
        return written;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ref ReverseBitReader bits, uint entry) =>
        (int)(entry & 0xFFFF) + bits.Read((int)(entry >> 16) & 255);

    /// <summary>The match's distance; values up to 3 stand for one of the last three distances.</summary>
    private long Distance(long value, bool hasNoLiterals)
    {
        if (value > 3)
        {
            if (value - 3 > int.MaxValue)
                Throw();
            (_offset1, _offset2, _offset3) = ((int)(value - 3), _offset1, _offset2);
            return _offset1;
        }
        switch (value + (hasNoLiterals ? 1 : 0))
        {
            case 1:
                break;
            case 2:
                (_offset1, _offset2) = (_offset2, _offset1);
                break;
            case 3:
                (_offset1, _offset2, _offset3) = (_offset3, _offset1, _offset2);
                break;
            default:
                (_offset1, _offset2, _offset3) = (_offset1 - 1, _offset1, _offset2);
                break;
        }
        return _offset1;
    }

    private static int ReadCount(ref ReadOnlySpan<byte> source)
    {
        if (source.IsEmpty)
            Throw();
        int first = source[0];
        var size = first switch
        {
            < 128 => 1,
            < 255 => 2,
            _ => 3,
        };
        if (source.Length < size)
            Throw();
        var count = size switch
        {
            1 => first,
            2 => ((first - 128) << 8) + source[1],
            _ => source[1] + (source[2] << 8) + 0x7F00,
        };
        source = source[size..];
        return count;
    }

    /// <summary>Reads the three tables; returns what follows them.</summary>
    private ReadOnlySpan<byte> ReadTables(ReadOnlySpan<byte> source)
    {
        if (source.IsEmpty || (source[0] & 3) != 0)
            Throw();
        int modes = source[0];
        source = source[1..];
        ReadTable(_literalLengths, modes >> 6, ZstdCodes.UsualLiteralLengths, 6, ref source);
        ReadTable(
            _offsets,
            (modes >> 4) & 3,
            ZstdCodes.UsualOffsets,
            5,
            ref source,
            MaxOffsetCode + 1
        );
        ReadTable(_matchLengths, (modes >> 2) & 3, ZstdCodes.UsualMatchLengths, 6, ref source);
        return source;
    }

    private static void ReadTable(
        ZstdFseTable table,
        int mode,
        ReadOnlySpan<short> usual,
        int usualLog,
        ref ReadOnlySpan<byte> source,
        int symbolCount = 0
    )
    {
        symbolCount = symbolCount == 0 ? usual.Length : symbolCount;
        switch (mode)
        {
            case 0:
                table.Build(usual, usualLog);
                break;
            case 1:
                if (source.IsEmpty || source[0] >= symbolCount)
                    Throw();
                table.SetSingle(source[0]);
                source = source[1..];
                break;
            case 2:
                source = source[table.Read(source, symbolCount)..];
                break;
            default:
                if (!table.IsSet)
                    Fault.Throw("a zstd block repeats a table that was never given");
                break;
        }
    }

    private static void Throw() => Fault.Throw("the sequences of a zstd block are damaged");
}

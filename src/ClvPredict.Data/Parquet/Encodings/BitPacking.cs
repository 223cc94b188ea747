using System.Buffers.Binary;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Whole numbers of equal bit width, packed from the least significant bit on.</summary>
internal static class BitPacking
{
    /// <summary>Unpacks numbers of 1 to 31 bits.</summary>
    /// <param name="buffer">Holds the packed bits; the caller has checked that all of them lie in it.</param>
    /// <param name="bit">Where the first number begins.</param>
    /// <param name="width">Bits a number.</param>
    /// <param name="target">Filled with the numbers.</param>
    internal static void Unpack(ReadOnlySpan<byte> buffer, long bit, int width, Span<int> target)
    {
        var mask = (1UL << width) - 1;
        var i = 0;
        for (; i < target.Length && (bit >> 3) + 8 <= buffer.Length; i++, bit += width)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(buffer[(int)(bit >> 3)..]);
            target[i] = (int)((word >> (int)(bit & 7)) & mask);
        }
        for (; i < target.Length; i++, bit += width)
            target[i] = (int)((Word(buffer, (int)(bit >> 3)) >> (int)(bit & 7)) & mask);
    }

    /// <summary>One number of 0 to 64 bits.</summary>
    internal static ulong Read(ReadOnlySpan<byte> buffer, long bit, int width)
    {
        if (width == 0)
            return 0;
        var at = (int)(bit >> 3);
        var shift = (int)(bit & 7);
        var value = Word(buffer, at) >> shift;
        if (shift + width > 64)
            value |= (ulong)buffer[at + 8] << (64 - shift);
        return width == 64 ? value : value & ((1UL << width) - 1);
    }

    /// <summary>Eight bytes from a position on, zeros after the end of the buffer.</summary>
    private static ulong Word(ReadOnlySpan<byte> buffer, int at)
    {
        if (at + 8 <= buffer.Length)
            return BinaryPrimitives.ReadUInt64LittleEndian(buffer[at..]);
        ulong word = 0;
        for (var i = at; i < buffer.Length; i++)
            word |= (ulong)buffer[i] << (8 * (i - at));
        return word;
    }
}

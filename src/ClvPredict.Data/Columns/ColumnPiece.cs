using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClvPredict.Data.Columns;

/// <summary>Some values of a column that follow each other, each as its distance from the least in as many bytes as the
/// greatest distance needs. Equal values take no room at all.</summary>
internal sealed class ColumnPiece
{
#if DEBUG
    internal const int Bits = 3;
#else
    internal const int Bits = 13;
#endif

    /// <summary>Values in every piece of a column but the last.</summary>
    internal const int Size = 1 << Bits;
    internal const int Mask = Size - 1;

    // A value is read with the seven bytes behind it.
    internal const int WordSize = sizeof(ulong);

    private readonly byte[] _bytes;
    private readonly int _width;
    private readonly ulong _mask;

    private ColumnPiece(byte[] bytes, int width, long least, long greatest, int count)
    {
        _bytes = bytes;
        _width = width;
        _mask = width == 0 ? 0 : ulong.MaxValue >> ((WordSize - width) * 8);
        Least = least;
        Greatest = greatest;
        Count = count;
    }

    internal int Count { get; }

    /// <summary>The least value.</summary>
    internal long Least { get; }

    /// <summary>The greatest value.</summary>
    internal long Greatest { get; }

    /// <summary>Bytes that hold the values.</summary>
    internal int ByteCount => _bytes.Length;

    /// <summary>A value, at a place that the caller knows to be below <see cref="Count"/>.</summary>
    internal long this[int place]
    {
        get
        {
            // Not checked: there are bytes for Size values, or none are needed.
            ref var first = ref MemoryMarshal.GetArrayDataReference(_bytes);
            var offset = (nint)((place & Mask) * _width);
            return Least
                + (long)(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, offset)) & _mask);
        }
    }

    /// <summary>Packs values.</summary>
    /// <param name="values">1 to <see cref="Size"/> values.</param>
    /// <param name="pool">Where the bytes come from.</param>
    internal static ColumnPiece Of(ReadOnlySpan<long> values, BytePool pool)
    {
        var (least, greatest) = Range(values);
        var range = (ulong)(greatest - least);
        var width = (71 - (int)ulong.LeadingZeroCount(range)) / 8;
        var bytes = pool.Take(width);
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(
                bytes.AsSpan(i * width, WordSize),
                (ulong)(values[i] - least)
            );
        return new ColumnPiece(bytes, width, least, greatest, values.Length);
    }

    /// <summary>Unpacks all values.</summary>
    /// <param name="target">At least as long as there are values.</param>
    /// <returns>The part of the target that holds them.</returns>
    internal Span<long> CopyTo(Span<long> target)
    {
        var values = target[..Count];
        var (bytes, width, mask, least) = (_bytes, _width, _mask, Least);
        for (var i = 0; i < values.Length; i++)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * width, WordSize));
            values[i] = least + (long)(word & mask);
        }
        return values;
    }

    /// <summary>Gives the bytes back; the piece is not to be used any more.</summary>
    internal void Return(BytePool pool) => pool.Return(_bytes, _width);

    private static (long Least, long Greatest) Range(ReadOnlySpan<long> values)
    {
        var (least, greatest) = (values[0], values[0]);
        foreach (var value in values)
        {
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }
        return (least, greatest);
    }
}

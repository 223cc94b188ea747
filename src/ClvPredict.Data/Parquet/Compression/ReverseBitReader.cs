using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Compression;

/// <summary>
/// Reads a zstd bitstream, which begins at its last byte below the highest set bit and goes backwards (RFC 8878, 4.1).
/// At least 56 bits can be read after each <see cref="Refill"/>; reading past the beginning yields meaningless bits and is
/// reported by <see cref="IsOverrun"/>.
/// </summary>
internal ref struct ReverseBitReader
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly int _validBits;
    private ulong _bits;
    private int _used;
    private int _position;

    internal ReverseBitReader(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty || data[^1] == 0)
            Fault.Throw("a zstd bitstream has no end mark");
        _data = data;
        _used = BitOperations.LeadingZeroCount((uint)data[^1]) - 24 + 1;
        if (data.Length >= 8)
        {
            _position = data.Length - 8;
            _bits = BinaryPrimitives.ReadUInt64LittleEndian(data[_position..]);
            _validBits = 64;
            return;
        }
        for (var i = 0; i < data.Length; i++)
            _bits |= (ulong)data[i] << (8 * (i + 8 - data.Length));
        _validBits = 8 * data.Length;
    }

    /// <summary>More bits were read than there are.</summary>
    internal readonly bool IsOverrun => _used > _validBits;

    /// <summary>Every bit was read, and none more.</summary>
    internal readonly bool IsAtEnd => _position == 0 && _used == _validBits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Refill()
    {
        if (_position >= 8)
        {
            _position -= _used >> 3;
            _used &= 7;
            _bits = BinaryPrimitives.ReadUInt64LittleEndian(_data[_position..]);
        }
        else if (_position > 0)
            RefillAtStart();
    }

    /// <summary>The next bits without passing them; 1 to 56 of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly int Peek(int count) => (int)((_bits << _used) >> (64 - count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Pass(int count) => _used += count;

    /// <summary>The next bits as a number; 0 to 31 of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Read(int count)
    {
        // Two shifts, since a shift by 64 would be one by 0.
        var value = (int)((_bits << _used) >> 1 >> (63 - count));
        _used += count;
        return value;
    }

    private void RefillAtStart()
    {
        var bytes = Math.Min(_used >> 3, _position);
        _position -= bytes;
        _used -= 8 * bytes;
        _bits = BinaryPrimitives.ReadUInt64LittleEndian(_data[_position..]);
    }
}

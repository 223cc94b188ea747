using System.Numerics;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Compression;

/// <summary>Decoding table of the literals' Huffman code (RFC 8878, 4.2).</summary>
internal sealed class ZstdHuffmanTable
{
    private const int MaxBits = 11;
    private const int MaxWeights = 255;
    private const int WeightSymbols = 12;

    private readonly ushort[] _entries = new ushort[1 << MaxBits];
    private readonly ZstdFseTable _weightTable = new(6);
    private int _bits;

    /// <summary>A table is there, from this block or an earlier one of the frame.</summary>
    internal bool IsSet { get; private set; }

    internal void Clear() => IsSet = false;

    /// <summary>Reads a table's description; returns the bytes it takes.</summary>
    internal int Read(ReadOnlySpan<byte> source)
    {
        if (source.IsEmpty)
            Fault.Throw("a zstd block has no Huffman table");
        Span<byte> weights = stackalloc byte[MaxWeights + 1];
        int head = source[0];
        int count;
        int size;
        if (head >= 128)
        {
            count = head - 127;
            size = 1 + ((count + 1) / 2);
            if (size > source.Length)
                Fault.Throw("a zstd Huffman table is cut off");
            for (var i = 0; i < count; i++)
                weights[i] = (byte)((source[1 + (i / 2)] >> (i % 2 == 0 ? 4 : 0)) & 15);
        }
        else
        {
            size = 1 + head;
            if (size > source.Length)
                Fault.Throw("a zstd Huffman table is cut off");
            count = ReadWeights(source[1..size], weights);
        }
        Build(weights, count);
        return size;
    }

    /// <summary>Decodes one bitstream, which must hold exactly as many symbols as the target.</summary>
    internal void Decode(ReadOnlySpan<byte> source, Span<byte> target)
    {
        ReadOnlySpan<ushort> entries = _entries;
        var bits = new ReverseBitReader(source);
        var width = _bits;
        var i = 0;
        for (; i <= target.Length - 5; i += 5)
        {
            bits.Refill();
            var five = target.Slice(i, 5);
            five[0] = Next(ref bits, entries, width);
            five[1] = Next(ref bits, entries, width);
            five[2] = Next(ref bits, entries, width);
            five[3] = Next(ref bits, entries, width);
            five[4] = Next(ref bits, entries, width);
        }
        for (; i < target.Length; i++)
        {
            bits.Refill();
            target[i] = Next(ref bits, entries, width);
        }
        bits.Refill();
        if (!bits.IsAtEnd)
            Fault.Throw("a zstd literal stream does not end where it should");
    }

    private static byte Next(ref ReverseBitReader bits, ReadOnlySpan<ushort> entries, int width)
    {
        var entry = entries[bits.Peek(width)];
        bits.Pass(entry >> 8);
        return (byte)entry;
    }

    private int ReadWeights(ReadOnlySpan<byte> source, Span<byte> weights)
    {
        var tableSize = _weightTable.Read(source, WeightSymbols + 1);
        var entries = _weightTable.Entries;
        var bits = new ReverseBitReader(source[tableSize..]);
        var even = bits.Read(_weightTable.Log);
        var odd = bits.Read(_weightTable.Log);
        var count = 0;
        // Two states take turns until the bits of an update are missing; the other state then gives the last weight.
        while (true)
        {
            if (count > MaxWeights - 2)
                Fault.Throw("a zstd Huffman table has too many weights");
            var entry = entries[even];
            weights[count++] = (byte)(entry >> 24);
            bits.Refill();
            even = (int)(entry & 0xFFFF) + bits.Read((int)(entry >> 16) & 255);
            (even, odd) = (odd, even);
            if (bits.IsOverrun)
                break;
        }
        weights[count++] = (byte)(entries[even] >> 24);
        return count;
    }

    private void Build(Span<byte> weights, int count)
    {
        var sum = 0;
        for (var i = 0; i < count; i++)
        {
            if (weights[i] > WeightSymbols)
                Fault.Throw($"a zstd Huffman table has the weight {weights[i]}");
            sum += weights[i] == 0 ? 0 : 1 << (weights[i] - 1);
        }
        if (sum == 0)
            Fault.Throw("a zstd Huffman table is empty");
        var bits = BitOperations.Log2((uint)sum) + 1;
        var rest = (1 << bits) - sum;
        if (bits > MaxBits || !BitOperations.IsPow2(rest))
            Fault.Throw("a zstd Huffman table has weights that do not add up");
        weights[count++] = (byte)(BitOperations.Log2((uint)rest) + 1);
        var next = 0;
        for (var weight = 1; weight <= bits; weight++)
        {
            var length = 1 << (weight - 1);
            for (var symbol = 0; symbol < count; symbol++)
            {
                if (weights[symbol] != weight)
                    continue;
                _entries.AsSpan(next, length).Fill((ushort)(symbol | ((bits + 1 - weight) << 8)));
                next += length;
            }
        }
        _bits = bits;
        IsSet = true;
    }
}

using System.Numerics;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Compression;

/// <summary>Decoding table of a finite state entropy code (RFC 8878, 4.1).</summary>
internal sealed class ZstdFseTable
{
    private const int MaxSymbols = 256;

    private readonly uint[] _entries;

    /// <summary>A table of the largest size that its use allows.</summary>
    /// <param name="maxLog">Binary logarithm of that size.</param>
    internal ZstdFseTable(int maxLog)
    {
        MaxLog = maxLog;
        _entries = new uint[1 << maxLog];
    }

    internal int MaxLog { get; }

    /// <summary>Binary logarithm of the number of states in use; 0 for a single one.</summary>
    internal int Log { get; private set; }

    /// <summary>A table is there: its first block, or a predecessor, had one.</summary>
    internal bool IsSet { get; private set; }

    /// <summary>By state: the next state's base (low 16 bits), the bits to add to it (8 bits), the symbol (8 bits).</summary>
    internal ReadOnlySpan<uint> Entries => _entries;

    internal void Clear() => IsSet = false;

    /// <summary>A table of one state that always gives the same symbol.</summary>
    internal void SetSingle(byte symbol)
    {
        Log = 0;
        _entries[0] = (uint)symbol << 24;
        IsSet = true;
    }

    /// <summary>Reads a table's description; returns the bytes it takes.</summary>
    /// <param name="source">Begins with the description.</param>
    /// <param name="symbolCount">Number of symbols that are allowed.</param>
    internal int Read(ReadOnlySpan<byte> source, int symbolCount)
    {
        Span<short> counts = stackalloc short[MaxSymbols];
        counts.Clear();
        var bit = 0;
        var log = Bits(source, ref bit, 4) + 5;
        if (log > MaxLog)
            Fault.Throw(
                $"a zstd table has an accuracy of {log} bits, at most {MaxLog} are allowed"
            );
        var left = 1 << log;
        var symbol = 0;
        while (left > 0)
        {
            if (symbol >= symbolCount)
                Fault.Throw("a zstd table has too many symbols");
            // A value v <= left + 1; the smallest values take one bit less.
            var width = BitOperations.Log2((uint)left + 1) + 1;
            var value = Bits(source, ref bit, width);
            var half = 1 << (width - 1);
            var shortValues = (1 << width) - 1 - (left + 1);
            if ((value & (half - 1)) < shortValues)
            {
                value &= half - 1;
                bit--;
            }
            else if (value >= half)
                value -= shortValues;
            var count = value - 1;
            counts[symbol++] = (short)count;
            left -= Math.Abs(count);
            if (count == 0)
                symbol += Zeros(source, ref bit);
        }
        if (left < 0)
            Fault.Throw("a zstd table has probabilities that do not add up");
        var size = (bit + 7) >> 3;
        if (size > source.Length)
            Fault.Throw("a zstd table is cut off");
        Build(counts[..symbolCount], log);
        return size;
    }

    /// <summary>Builds the table from normalised counts; -1 stands for a probability below one state.</summary>
    internal void Build(ReadOnlySpan<short> counts, int log)
    {
        var size = 1 << log;
        Span<ushort> next = stackalloc ushort[MaxSymbols];
        var high = size;
        for (var s = 0; s < counts.Length; s++)
        {
            next[s] = (ushort)Math.Abs((int)counts[s]);
            if (counts[s] == -1)
                _entries[--high] = (uint)s;
        }
        var step = (size >> 1) + (size >> 3) + 3;
        var position = 0;
        for (var s = 0; s < counts.Length; s++)
        {
            for (var i = 0; i < counts[s]; i++)
            {
                _entries[position] = (uint)s;
                do position = (position + step) & (size - 1);
                while (position >= high);
            }
        }
        if (position != 0)
            Fault.Throw("a zstd table does not fill its states");
        for (var state = 0; state < size; state++)
        {
            var symbol = (int)_entries[state];
            int value = next[symbol]++;
            var bits = log - BitOperations.Log2((uint)value);
            var start = (value << bits) - size;
            _entries[state] = (uint)start | ((uint)bits << 16) | ((uint)symbol << 24);
        }
        Log = log;
        IsSet = true;
    }

    /// <summary>Symbols that follow a zero count and are zero too, in groups of up to three.</summary>
    private static int Zeros(ReadOnlySpan<byte> source, ref int bit)
    {
        var total = 0;
        int count;
        do
        {
            count = Bits(source, ref bit, 2);
            total += count;
        } while (count == 3 && total < MaxSymbols);
        return total;
    }

    /// <summary>Bits in forward order, the least significant first; zeros after the end.</summary>
    private static int Bits(ReadOnlySpan<byte> source, ref int bit, int count)
    {
        var value = 0;
        for (var i = 0; i < count; i++, bit++)
        {
            var at = bit >> 3;
            if (at < source.Length)
                value |= ((source[at] >> (bit & 7)) & 1) << i;
        }
        return value;
    }
}

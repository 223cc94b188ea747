using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using ClvPredict.Data.Parquet.Compression;

namespace ClvPredict.Data.Parquet.Writing;

/// <summary>Text, each different value kept once; written through a dictionary where that takes less room.</summary>
internal sealed class TextBuffer(ParquetWriteColumn column) : ColumnBuffer(column)
{
    private const int MaxBoundSize = 64;

    private readonly ArrayBufferWriter<byte> _content = new();
    private readonly List<(int Start, int Length, ulong Hash)> _entries = [];
    private int[] _table = NewTable(1 << 10);
    private int[] _codes = [];
    private int _count;
    private long _plainSize;

    /// <summary>Adds a value; returns its bytes in UTF-8.</summary>
    internal int Add(ReadOnlySpan<char> text)
    {
        AddLevel(1);
        var start = _content.WrittenCount;
        var size = Encoding.UTF8.GetBytes(text, _content.GetSpan(Math.Max(1, 3 * text.Length)));
        var value = _content.GetSpan(Math.Max(1, size))[..size];
        if (_count == _codes.Length)
            Array.Resize(ref _codes, Math.Max(1024, 2 * _count));
        _codes[_count++] = CodeOf(value, start);
        _plainSize += sizeof(int) + size;
        return size;
    }

    internal override int WriteDictionary(ArrayBufferWriter<byte> target)
    {
        if (!UsesDictionary)
            return 0;
        foreach (var entry in _entries)
            WritePlain(entry.Start, entry.Length, target);
        return _entries.Count;
    }

    internal override void WriteValues(ArrayBufferWriter<byte> target)
    {
        var codes = _codes.AsSpan(0, _count);
        if (UsesDictionary)
        {
            target.GetSpan(1)[0] = (byte)IndexBits;
            target.Advance(1);
            RleEncoder.Write(codes, IndexBits, target);
            return;
        }
        foreach (var code in codes)
            WritePlain(_entries[code].Start, _entries[code].Length, target);
    }

    internal override (byte[] Min, byte[] Max) Bounds()
    {
        if (_entries.Count == 0)
            return ([], []);
        var content = _content.WrittenSpan;
        ReadOnlySpan<byte> min = content.Slice(_entries[0].Start, _entries[0].Length);
        var max = min;
        foreach (var (start, length, _) in _entries)
        {
            var value = content.Slice(start, length);
            if (value.SequenceCompareTo(min) < 0)
                min = value;
            if (value.SequenceCompareTo(max) > 0)
                max = value;
        }
        // An empty bound would read as none at all.
        return min.IsEmpty || min.Length > MaxBoundSize || max.Length > MaxBoundSize
            ? ([], [])
            : (min.ToArray(), max.ToArray());
    }

    internal override void Clear()
    {
        base.Clear();
        _content.ResetWrittenCount();
        _entries.Clear();
        Array.Fill(_table, -1);
        _count = 0;
        _plainSize = 0;
    }

    private int IndexBits =>
        Math.Max(1, BitOperations.Log2((uint)Math.Max(1, _entries.Count - 1)) + 1);

    private bool UsesDictionary =>
        _entries.Count > 0
        && _content.WrittenCount
            + (sizeof(int) * (long)_entries.Count)
            + ((long)_count * IndexBits / 8)
            < _plainSize;

    private int CodeOf(ReadOnlySpan<byte> value, int start)
    {
        var hash = XxHash64.Of(value);
        var slot = (int)hash & (_table.Length - 1);
        for (int code; (code = _table[slot]) >= 0; slot = (slot + 1) & (_table.Length - 1))
        {
            var entry = _entries[code];
            if (
                entry.Hash == hash
                && _content.WrittenSpan.Slice(entry.Start, entry.Length).SequenceEqual(value)
            )
                return code;
        }
        _table[slot] = _entries.Count;
        _entries.Add((start, value.Length, hash));
        _content.Advance(value.Length);
        if (_entries.Count > _table.Length / 2)
            Grow();
        return _entries.Count - 1;
    }

    private void Grow()
    {
        _table = NewTable(2 * _table.Length);
        for (var code = 0; code < _entries.Count; code++)
        {
            var slot = (int)_entries[code].Hash & (_table.Length - 1);
            while (_table[slot] >= 0)
                slot = (slot + 1) & (_table.Length - 1);
            _table[slot] = code;
        }
    }

    private void WritePlain(int start, int length, ArrayBufferWriter<byte> target)
    {
        var span = target.GetSpan(sizeof(int) + length);
        BinaryPrimitives.WriteInt32LittleEndian(span, length);
        _content.WrittenSpan.Slice(start, length).CopyTo(span[sizeof(int)..]);
        target.Advance(sizeof(int) + length);
    }

    private static int[] NewTable(int size)
    {
        var table = new int[size];
        Array.Fill(table, -1);
        return table;
    }
}

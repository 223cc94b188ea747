namespace ClvPredict.Data.Parquet;

/// <summary>
/// Byte strings without an object each: parts of one buffer. Filled by <see cref="ParquetColumnReader.ReadIndexes"/>; a
/// dictionary keeps its content as long as its reader is open, other values only until the next read.
/// </summary>
public sealed class ParquetBytes
{
    private int[] _starts = [];
    private int[] _lengths = [];
    private byte[] _buffer = [];

    internal ParquetBytes(bool isDictionary) => IsDictionary = isDictionary;

    /// <summary>Number of values.</summary>
    public int Count { get; private set; }

    /// <summary>The values are the dictionary of the column chunk: distinct as a rule, and the same object for all its
    /// pages, so that each needs to be looked up only once.</summary>
    public bool IsDictionary { get; }

    /// <summary>The bytes of a value: UTF-8 in a column of <see cref="ParquetKind.Text"/> or
    /// <see cref="ParquetKind.Uuid"/>.</summary>
    /// <param name="index">Number of the value from zero, below <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
            return _buffer.AsSpan(_starts[index], _lengths[index]);
        }
    }

    /// <summary>Empties the list and names the buffer that the next values lie in.</summary>
    internal void Begin(byte[] buffer)
    {
        _buffer = buffer;
        Count = 0;
    }

    /// <summary>Adds a part of the buffer, which the caller has checked.</summary>
    internal void Add(int start, int length)
    {
        if (Count == _starts.Length)
        {
            var size = Math.Max(256, 2 * Count);
            Array.Resize(ref _starts, size);
            Array.Resize(ref _lengths, size);
        }
        _starts[Count] = start;
        _lengths[Count++] = length;
    }
}

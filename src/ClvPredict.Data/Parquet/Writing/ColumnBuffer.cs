using System.Buffers;

namespace ClvPredict.Data.Parquet.Writing;

/// <summary>The values of one column in the row group that is being filled.</summary>
internal abstract class ColumnBuffer(ParquetWriteColumn column)
{
    private int[] _levels = [];

    internal string Name => column.Name;

    internal ParquetWriteType Type => column.Type;

    internal bool IsNullable => column.IsNullable;

    internal int RowCount { get; private set; }

    internal int NullCount { get; private set; }

    /// <summary>Definition levels: 0 where null, 1 otherwise.</summary>
    internal ReadOnlySpan<int> Levels => _levels.AsSpan(0, RowCount);

    internal void AddNull()
    {
        AddLevel(0);
        NullCount++;
    }

    /// <summary>Appends the dictionary page's content; returns its number of entries, 0 for no dictionary.</summary>
    internal abstract int WriteDictionary(ArrayBufferWriter<byte> target);

    /// <summary>Appends the values that are not null, as indexes if there is a dictionary.</summary>
    internal abstract void WriteValues(ArrayBufferWriter<byte> target);

    /// <summary>Smallest and largest value in the plain encoding; empty where none is to be stated.</summary>
    internal abstract (byte[] Min, byte[] Max) Bounds();

    /// <summary>Begins the next row group.</summary>
    internal virtual void Clear() => RowCount = NullCount = 0;

    protected void AddLevel(int level)
    {
        if (RowCount == _levels.Length)
            Array.Resize(ref _levels, Math.Max(1024, 2 * RowCount));
        _levels[RowCount++] = level;
    }
}

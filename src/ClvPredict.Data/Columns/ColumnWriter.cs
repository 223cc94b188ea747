namespace ClvPredict.Data.Columns;

/// <summary>Packs the values of a column one after the other.</summary>
internal sealed class ColumnWriter(BytePool pool)
{
    private readonly List<ColumnPiece> _pieces = [];
    private readonly long[] _open = new long[ColumnPiece.Size];
    private int _count;

    internal void Add(long value)
    {
        _open[_count++] = value;
        if (_count == _open.Length)
            Close();
    }

    /// <summary>What was added, in pieces that are full but for the last.</summary>
    internal ColumnPiece[] Finish()
    {
        if (_count > 0)
            Close();
        return [.. _pieces];
    }

    private void Close()
    {
        _pieces.Add(ColumnPiece.Of(_open.AsSpan(0, _count), pool));
        _count = 0;
    }
}

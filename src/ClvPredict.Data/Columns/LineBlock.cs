using System.Buffers;

namespace ClvPredict.Data.Columns;

/// <summary>Some order lines: a piece of every column.</summary>
/// <param name="pieces">By <see cref="LineField"/>; null for columns that there are not.</param>
internal sealed class LineBlock(ColumnPiece?[] pieces)
{
    /// <summary>Number of columns in <see cref="LineField"/>.</summary>
    internal const int FieldCount = (int)LineField.Arrival + 1;

    /// <summary>Lines in the block; to be asked while it has its customers.</summary>
    internal int Count => this[LineField.Customer].Count;

    /// <summary>A column that there is.</summary>
    internal ColumnPiece this[LineField field] => pieces[(int)field]!;

    internal bool Has(LineField field) => pieces[(int)field] is not null;

    /// <summary>Gives each value of a column the place of another.</summary>
    internal void Replace(LineField field, Func<long, long> value, BytePool pool)
    {
        var old = this[field];
        var room = ArrayPool<long>.Shared.Rent(ColumnPiece.Size);
        var values = old.CopyTo(room);
        foreach (ref var each in values)
            each = value(each);
        old.Return(pool);
        pieces[(int)field] = ColumnPiece.Of(values, pool);
        ArrayPool<long>.Shared.Return(room);
    }

    /// <summary>Gives up a column.</summary>
    internal void Drop(LineField field, BytePool pool)
    {
        pieces[(int)field]?.Return(pool);
        pieces[(int)field] = null;
    }
}

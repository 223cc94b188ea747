using System.Buffers;
using System.Runtime.CompilerServices;

namespace ClvPredict.Data.Columns;

/// <summary>Makes the columns of sorted lines.</summary>
/// <param name="lines">The lines.</param>
/// <param name="keys">Their order.</param>
/// <param name="pool">Where the bytes of the columns come from.</param>
/// <param name="usesUp">Whether the lines are given up column by column, so that at most one column is in memory twice.</param>
internal sealed class SortedLines(LineBlocks lines, LineKeys keys, BytePool pool, bool usesUp)
{
    private readonly ColumnPiece[][] _columns = new ColumnPiece[LineBlock.FieldCount][];

    /// <summary>All columns but <paramref name="kept"/>, by <see cref="LineField"/>; empty where there is none.</summary>
    /// <param name="kept">A column to be left with the lines.</param>
    internal ColumnPiece[][] Take(LineField? kept)
    {
        // The keys say these columns, so the lines' own make room before any column is made.
        GiveUp(LineField.Customer);
        if (keys.HasTimes)
        {
            GiveUp(LineField.Day);
            GiveUp(LineField.SecondOfDay);
            Take(LineField.Day, Days);
            Take(LineField.SecondOfDay, Seconds);
        }
        Take(LineField.Customer, Customers);
        foreach (var field in Enum.GetValues<LineField>())
        {
            if (_columns[(int)field] is not null || field == kept)
                continue;
            if (!lines.Has(field))
            {
                _columns[(int)field] = [];
                continue;
            }
            var from = lines.Column(field);
            Take(field, (first, values) => Gather(from, first, values));
        }
        return _columns;
    }

    /// <summary>A column from its values.</summary>
    /// <param name="fill">Is given the first line of a piece and the room for its values, on several threads.</param>
    internal ColumnPiece[] Column(Action<int, Span<long>> fill)
    {
        var column = new ColumnPiece[(keys.Length + ColumnPiece.Size - 1) >> ColumnPiece.Bits];
        keys.InPieces(
            keys.Length,
            ColumnPiece.Size,
            (first, end) =>
            {
                var room = ArrayPool<long>.Shared.Rent(ColumnPiece.Size);
                var values = room.AsSpan(0, end - first);
                fill(first, values);
                column[first >> ColumnPiece.Bits] = ColumnPiece.Of(values, pool);
                ArrayPool<long>.Shared.Return(room);
            }
        );
        return column;
    }

    private void Take(LineField field, Action<int, Span<long>> fill)
    {
        _columns[(int)field] = Column(fill);
        GiveUp(field);
    }

    private void GiveUp(LineField field)
    {
        if (usesUp)
            lines.Drop(field, pool);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(ColumnPiece[] from, int first, Span<long> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var address = keys.AddressOf(first + i);
            values[i] = from[address >> ColumnPiece.Bits][address & ColumnPiece.Mask];
        }
    }

    private void Customers(int first, Span<long> values)
    {
        var offsets = keys.Offsets;
        var customer = Array.BinarySearch(offsets, first);
        // Of customers without lines, which start at the same place as the next one, the search may find any.
        customer = customer < 0 ? ~customer - 1 : customer;
        while (offsets[customer + 1] <= first)
            customer++;
        for (var i = 0; i < values.Length; i++)
        {
            while (offsets[customer + 1] <= first + i)
                customer++;
            values[i] = customer;
        }
    }

    private void Days(int first, Span<long> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = keys.TimeOf(first + i).Day;
    }

    private void Seconds(int first, Span<long> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = keys.TimeOf(first + i).SecondOfDay;
    }
}

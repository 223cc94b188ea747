using ClvPredict.Data.Columns;

namespace ClvPredict.Data.Histories;

/// <summary>Tells the lines that had arrived by a day from those that had not.</summary>
internal static class ArrivedLines
{
    /// <summary>Lines of earlier days that arrived on the day or later.</summary>
    internal static long CountLate(OrderTable orders, int day)
    {
        var (arrivals, days) = (orders.ArrivalDay, orders.Day);
        var late = 0L;
        for (var line = 0; line < arrivals.Length; line++)
            late += days[line] < day && arrivals[line] >= day ? 1 : 0;
        return late;
    }

    /// <summary>Whether a line of an earlier day had arrived by a day.</summary>
    internal static bool IsAny(OrderTable orders, int day)
    {
        var (arrivals, days) = (orders.ArrivalDay, orders.Day);
        for (var line = 0; line < days.Length; line++)
        {
            if (days[line] < day && (arrivals.IsEmpty || arrivals[line] < day))
                return true;
        }
        return false;
    }

    /// <summary>The lines that arrived before a day, and are dated before another one, in their order; the lists of texts stay
    /// whole. Where arrivals are not known, every line arrived on its day.</summary>
    internal static OrderTable Select(
        OrderTable orders,
        int arrivedBefore,
        int datedBefore = int.MaxValue
    )
    {
        var arrived = new List<int>();
        var known = orders.ArrivalDay.Length > 0;
        for (var line = 0; line < orders.LineCount; line++)
        {
            if (
                (!known || orders.ArrivalDay[line] < arrivedBefore)
                && orders.Day[line] < datedBefore
            )
                arrived.Add(line);
        }
        var blocks = TableColumns.BlocksOf(orders);
        var columns = new ColumnPiece[LineBlock.FieldCount][];
        for (var field = LineField.Customer; field <= LineField.Arrival; field++)
        {
            var column = new ColumnWriter(new BytePool());
            if (blocks.Has(field))
            {
                foreach (var line in arrived)
                    column.Add(blocks[field, line]);
            }
            columns[(int)field] = column.Finish();
        }
        return TableColumns.Replace(orders, columns);
    }
}

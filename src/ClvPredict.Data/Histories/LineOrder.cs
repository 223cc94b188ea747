using System.Runtime.CompilerServices;
using ClvPredict.Data.Columns;

namespace ClvPredict.Data.Histories;

/// <summary>Sorts tables of order lines by customer and time, with every other column as tie-break.</summary>
internal static class LineOrder
{
    /// <summary>Refuses a table that is no table.</summary>
    /// <exception cref="ArgumentException">There is no line, or columns differ in length.</exception>
    internal static void CheckColumns(OrderTable orders)
    {
        if (orders.LineCount == 0)
            throw new ArgumentException("There are no order lines.", nameof(orders));
        Check(orders.Day.Length, nameof(orders.Day), isOptional: false);
        Check(orders.SecondOfDay.Length, nameof(orders.SecondOfDay), isOptional: false);
        Check(orders.AmountMinor.Length, nameof(orders.AmountMinor), isOptional: false);
        Check(orders.IsReturn.Length, nameof(orders.IsReturn), isOptional: false);
        Check(orders.Order.Length, nameof(orders.Order), isOptional: true);
        Check(orders.Product.Length, nameof(orders.Product), isOptional: true);
        Check(orders.Category.Length, nameof(orders.Category), isOptional: true);
        Check(orders.Channel.Length, nameof(orders.Channel), isOptional: true);
        Check(orders.Campaign.Length, nameof(orders.Campaign), isOptional: true);
        Check(orders.Country.Length, nameof(orders.Country), isOptional: true);
        Check(orders.Quantity.Length, nameof(orders.Quantity), isOptional: true);
        Check(orders.DiscountMinor.Length, nameof(orders.DiscountMinor), isOptional: true);
        Check(orders.CostMinor.Length, nameof(orders.CostMinor), isOptional: true);
        Check(orders.ArrivalDay.Length, nameof(orders.ArrivalDay), isOptional: true);

        void Check(int length, string column, bool isOptional)
        {
            if (length == orders.LineCount || (isOptional && length == 0))
                return;
            throw new ArgumentException(
                $"{column} has {length} values for {orders.LineCount} order lines.",
                nameof(orders)
            );
        }
    }

    /// <summary>Where the lines of each customer start, once sorted; one entry more than customers.</summary>
    internal static int[] Offsets(OrderTable orders)
    {
        var offsets = new int[orders.CustomerIds.Length + 1];
        var room = new long[ColumnPiece.Size];
        foreach (var piece in orders.Customer.Pieces)
        {
            foreach (var customer in piece.CopyTo(room))
                offsets[customer + 1]++;
        }
        for (var customer = 1; customer < offsets.Length; customer++)
            offsets[customer] += offsets[customer - 1];
        return offsets;
    }

    /// <summary>Whether the lines are in order already, as those of the reader are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool IsSorted(OrderTable orders)
    {
        var blocks = TableColumns.BlocksOf(orders);
        var (customerRoom, dayRoom, secondRoom) = (Room(), Room(), Room());
        var (lastCustomer, lastDay, lastSecond) = (-1L, 0L, 0L);
        for (var b = 0; b < blocks.All.Length; b++)
        {
            var block = blocks.All[b];
            var customers = block[LineField.Customer].CopyTo(customerRoom);
            var days = block[LineField.Day].CopyTo(dayRoom);
            var seconds = block[LineField.SecondOfDay].CopyTo(secondRoom);
            for (var i = 0; i < customers.Length; i++)
            {
                var order = lastCustomer.CompareTo(customers[i]);
                if (order == 0)
                    order = lastDay.CompareTo(days[i]);
                if (order == 0)
                    order = lastSecond.CompareTo(seconds[i]);
                var address = (b << ColumnPiece.Bits) + i;
                if (order == 0)
                    order = blocks.Compare(address - 1, address);
                if (order > 0)
                    return false;
                (lastCustomer, lastDay, lastSecond) = (customers[i], days[i], seconds[i]);
            }
        }
        return true;

        static long[] Room() => new long[ColumnPiece.Size];
    }

    /// <summary>The lines in order.</summary>
    internal static OrderTable Sort(OrderTable orders, CancellationToken ct)
    {
        var lines = TableColumns.BlocksOf(orders);
        var oneThread = new ParallelOptions { MaxDegreeOfParallelism = 1, CancellationToken = ct };
        var keys = new LineKeys(lines, orders.CustomerIds.Length, oneThread);
        var sorted = new SortedLines(lines, keys, new BytePool(), usesUp: false);
        return TableColumns.Replace(orders, sorted.Take(kept: null));
    }
}

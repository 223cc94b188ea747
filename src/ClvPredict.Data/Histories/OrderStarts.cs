using System.Runtime.CompilerServices;
using ClvPredict.Data.Columns;

namespace ClvPredict.Data.Histories;

/// <summary>Finds where each order of a customer begins.</summary>
internal static class OrderStarts
{
    /// <summary>Per line of sorted histories: true on the first purchase line of an order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static LineColumn<bool> Find(OrderTable lines)
    {
        var starts = new ColumnWriter(new BytePool());
        var blocks = TableColumns.BlocksOf(lines);
        var hasOrders = !lines.Order.IsEmpty;
        // Customer + 1 who last had a purchase line with the order id; two customers may share an order id.
        var seenBy = new long[HighestNumber(lines) + 1];
        var (customerRoom, dayRoom) = (new long[ColumnPiece.Size], new long[ColumnPiece.Size]);
        var (lastCustomer, lastDay) = (-1L, -1L);
        foreach (var block in blocks.All)
        {
            var customers = block[LineField.Customer].CopyTo(customerRoom);
            var days = block[LineField.Day].CopyTo(dayRoom);
            var isReturn = block[LineField.IsReturn];
            for (var i = 0; i < customers.Length; i++)
            {
                var isStart = false;
                var order = hasOrders ? block[LineField.Order][i] : -1;
                if (isReturn[i] == 0 && order >= 0)
                {
                    isStart = seenBy[order] != customers[i] + 1;
                    seenBy[order] = customers[i] + 1;
                }
                else if (isReturn[i] == 0)
                {
                    isStart = customers[i] != lastCustomer || days[i] != lastDay;
                    (lastCustomer, lastDay) = (customers[i], days[i]);
                }
                starts.Add(isStart ? 1 : 0);
            }
        }
        return new LineColumn<bool>(starts.Finish());
    }

    private static long HighestNumber(OrderTable lines)
    {
        var highest = -1L;
        foreach (var piece in lines.Order.Pieces)
            highest = Math.Max(highest, piece.Greatest);
        return highest;
    }
}

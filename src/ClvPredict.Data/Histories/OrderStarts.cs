namespace ClvPredict.Data.Histories;

/// <summary>Finds where each order of a customer begins.</summary>
internal static class OrderStarts
{
    /// <summary>Per line of sorted histories: true on the first purchase line of an order.</summary>
    internal static bool[] Find(OrderTable lines, ReadOnlySpan<int> offsets)
    {
        var starts = new bool[lines.LineCount];
        var hasOrders = !lines.Order.IsEmpty;
        // Customer + 1 who last had a purchase line with the order id; two customers may share an order id.
        var seenBy = new int[HighestNumber(lines) + 1];
        for (var customer = 0; customer + 1 < offsets.Length; customer++)
        {
            var lastDay = int.MinValue;
            for (var line = offsets[customer]; line < offsets[customer + 1]; line++)
            {
                if (lines.IsReturn[line])
                    continue;
                var order = hasOrders ? lines.Order[line] : -1;
                if (order < 0)
                {
                    starts[line] = lines.Day[line] != lastDay;
                    lastDay = lines.Day[line];
                }
                else if (seenBy[order] != customer + 1)
                {
                    starts[line] = true;
                    seenBy[order] = customer + 1;
                }
            }
        }
        return starts;
    }

    private static int HighestNumber(OrderTable lines)
    {
        var highest = -1;
        foreach (var order in lines.Order.AsSpan())
            highest = Math.Max(highest, order);
        return highest;
    }
}

namespace ClvPredict.Data.Histories;

/// <summary>Orders lines of one customer and one second by their other columns.</summary>
internal sealed class LineTies(OrderTable orders) : IComparer<int>
{
    /// <summary>Sorts each run of lines with one key by order and product, then by everything else.</summary>
    /// <param name="times">The lines' times in rising order; overwritten within runs.</param>
    /// <param name="lines">The lines, in the order of <paramref name="times"/>.</param>
    internal void SortEqual(Span<long> times, Span<int> lines)
    {
        for (int start = 0, end; start < lines.Length; start = end)
        {
            end = EndOfRun(times, start);
            if (end - start < 2)
                continue;
            var keys = times[start..end];
            var run = lines[start..end];
            for (var i = 0; i < run.Length; i++)
                keys[i] = OrderAndProduct(run[i]);
            keys.Sort(run);
            for (int from = 0, to; from < run.Length; from = to)
            {
                to = EndOfRun(keys, from);
                if (to - from > 1)
                    run[from..to].Sort(this);
            }
        }
    }

    /// <summary>Compares order and product, then everything else.</summary>
    internal int CompareAll(int x, int y)
    {
        var order = OrderAndProduct(x).CompareTo(OrderAndProduct(y));
        return order != 0 ? order : Compare(x, y);
    }

    /// <summary>Compares what order and product leave open.</summary>
    public int Compare(int x, int y)
    {
        var order = orders.AmountMinor[x].CompareTo(orders.AmountMinor[y]);
        if (order == 0)
            order = orders.IsReturn[x].CompareTo(orders.IsReturn[y]);
        if (order == 0 && !orders.Category.IsEmpty)
            order = orders.Category[x].CompareTo(orders.Category[y]);
        if (order == 0 && !orders.Channel.IsEmpty)
            order = orders.Channel[x].CompareTo(orders.Channel[y]);
        if (order == 0 && !orders.Campaign.IsEmpty)
            order = orders.Campaign[x].CompareTo(orders.Campaign[y]);
        if (order == 0 && !orders.Country.IsEmpty)
            order = orders.Country[x].CompareTo(orders.Country[y]);
        if (order == 0 && !orders.Quantity.IsEmpty)
            order = orders.Quantity[x].CompareTo(orders.Quantity[y]);
        if (order == 0 && !orders.DiscountMinor.IsEmpty)
            order = orders.DiscountMinor[x].CompareTo(orders.DiscountMinor[y]);
        if (order == 0 && !orders.CostMinor.IsEmpty)
            order = orders.CostMinor[x].CompareTo(orders.CostMinor[y]);
        if (order == 0 && !orders.ArrivalDay.IsEmpty)
            order = orders.ArrivalDay[x].CompareTo(orders.ArrivalDay[y]);
        return order;
    }

    private long OrderAndProduct(int line)
    {
        var order = orders.Order.IsEmpty ? -1 : orders.Order[line];
        var product = orders.Product.IsEmpty ? -1 : orders.Product[line];
        return ((long)order << 32) + product;
    }

    private static int EndOfRun(ReadOnlySpan<long> keys, int start)
    {
        var end = start + 1;
        while (end < keys.Length && keys[end] == keys[start])
            end++;
        return end;
    }
}

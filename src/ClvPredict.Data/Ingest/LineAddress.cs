namespace ClvPredict.Data.Ingest;

/// <summary>The blocks of all threads' lines together; a line's address in them is one number.</summary>
internal sealed class LineAddress(LineBlock[] blocks) : IComparer<ulong>
{
    internal LineBlock[] Blocks => blocks;

    /// <summary>Block and place of the line whose address is in the lower half of a key.</summary>
    internal LineBlock Find(ulong key, out int place)
    {
        var address = (int)(uint)key;
        place = address & LineBlock.Mask;
        return blocks[address >> LineBlock.Bits];
    }

    /// <summary>Compares two lines of one customer by everything but the day.</summary>
    public int Compare(ulong x, ulong y)
    {
        var (a, b) = (Find(x, out var i), Find(y, out var j));
        var order = a.SecondOfDay[i].CompareTo(b.SecondOfDay[j]);
        if (order == 0 && a.Order.Length > 0)
            order = a.Order[i].CompareTo(b.Order[j]);
        if (order == 0)
            order = Compare(a, i, b, j, LineText.Product);
        if (order == 0)
            order = a.Amount[i].CompareTo(b.Amount[j]);
        if (order == 0)
            order = a.IsReturn[i].CompareTo(b.IsReturn[j]);
        for (var column = LineText.Category; order == 0 && column <= LineText.Country; column++)
            order = Compare(a, i, b, j, column);
        if (order == 0 && a.Quantity.Length > 0)
            order = a.Quantity[i].CompareTo(b.Quantity[j]);
        if (order == 0 && a.Discount.Length > 0)
            order = a.Discount[i].CompareTo(b.Discount[j]);
        if (order == 0 && a.Cost.Length > 0)
            order = a.Cost[i].CompareTo(b.Cost[j]);
        if (order == 0 && a.Arrival.Length > 0)
            order = a.Arrival[i].CompareTo(b.Arrival[j]);
        return order;
    }

    private static int Compare(LineBlock a, int i, LineBlock b, int j, LineText column)
    {
        var codes = a.Codes[(int)column];
        return codes.Length == 0 ? 0 : codes[i].CompareTo(b.Codes[(int)column][j]);
    }
}

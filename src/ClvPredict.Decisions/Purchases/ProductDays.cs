using ClvPredict.Data;

namespace ClvPredict.Decisions.Purchases;

/// <summary>The days on which a customer bought each product.</summary>
internal static class ProductDays
{
    /// <summary>Day numbers, ascending and each once, by product number; empty where the orders name no products.</summary>
    public static SortedDictionary<int, List<int>> Of(
        CustomerHistories histories,
        int customer,
        DateOnly before
    )
    {
        var lines = histories.Lines;
        var days = new SortedDictionary<int, List<int>>();
        if (lines.Product.IsEmpty)
            return days;
        for (
            var line = histories.Offsets[customer];
            line < histories.Offsets[customer + 1] && lines.Day[line] < before.DayNumber;
            line++
        )
        {
            if (lines.IsReturn[line] || lines.Product[line] < 0)
                continue;
            if (!days.TryGetValue(lines.Product[line], out var list))
                days.Add(lines.Product[line], list = []);
            if (list.Count == 0 || list[^1] != lines.Day[line])
                list.Add(lines.Day[line]);
        }
        return days;
    }
}

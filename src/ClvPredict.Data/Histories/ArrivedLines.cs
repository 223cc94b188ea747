using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ClvPredict.Data.Histories;

/// <summary>Leaves out the lines that had not arrived by a day.</summary>
internal static class ArrivedLines
{
    /// <summary>The lines that arrived before a day, in their order, with only the customers that have one.</summary>
    internal static OrderTable Select(OrderTable orders, int arrivedBefore)
    {
        if (orders.ArrivalDay.IsEmpty)
            return orders;
        var arrived = new List<int>();
        for (var line = 0; line < orders.LineCount; line++)
        {
            if (orders.ArrivalDay[line] < arrivedBefore)
                arrived.Add(line);
        }
        if (arrived.Count == orders.LineCount)
            return orders;
        var lines = LineOrder.Apply(orders, CollectionsMarshal.AsSpan(arrived));
        var places = new int[orders.CustomerIds.Length];
        foreach (var customer in lines.Customer)
            places[customer] = 1;
        var ids = ImmutableArray.CreateBuilder<string>();
        for (var customer = 0; customer < places.Length; customer++)
        {
            if (places[customer] == 0)
                continue;
            places[customer] = ids.Count;
            ids.Add(orders.CustomerIds[customer]);
        }
        return lines with
        {
            CustomerIds = ids.DrainToImmutable(),
            Customer = [.. lines.Customer.Select(customer => places[customer])],
        };
    }
}

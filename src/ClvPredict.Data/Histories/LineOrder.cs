using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ClvPredict.Data.Histories;

/// <summary>Sorts order lines by customer and time, with every other column as tie-break.</summary>
internal static class LineOrder
{
    private const int SecondsPerDay = 86_400;
    private const int CustomersPerCheck = 1 << 12;

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
        foreach (var customer in orders.Customer.AsSpan())
            offsets[customer + 1]++;
        for (var customer = 1; customer < offsets.Length; customer++)
            offsets[customer] += offsets[customer - 1];
        return offsets;
    }

    /// <summary>Whether the lines are in order already, as those of the reader are.</summary>
    internal static bool IsSorted(OrderTable orders)
    {
        var ties = new LineTies(orders);
        var customers = orders.Customer.AsSpan();
        var days = orders.Day.AsSpan();
        var seconds = orders.SecondOfDay.AsSpan();
        for (var line = 1; line < customers.Length; line++)
        {
            var order = customers[line - 1].CompareTo(customers[line]);
            if (order == 0)
                order = days[line - 1].CompareTo(days[line]);
            if (order == 0)
                order = seconds[line - 1].CompareTo(seconds[line]);
            if (order == 0)
                order = ties.CompareAll(line - 1, line);
            if (order > 0)
                return false;
        }
        return true;
    }

    /// <summary>For each place in sorted order the line that belongs there.</summary>
    internal static int[] Sort(OrderTable orders, ReadOnlySpan<int> offsets, CancellationToken ct)
    {
        var lineCount = orders.LineCount;
        var sorted = new int[lineCount];
        var times = new long[lineCount];
        var next = offsets[..^1].ToArray();
        var customers = orders.Customer.AsSpan();
        var days = orders.Day.AsSpan();
        var seconds = orders.SecondOfDay.AsSpan();
        for (var line = 0; line < lineCount; line++)
        {
            var place = next[customers[line]]++;
            sorted[place] = line;
            times[place] = ((long)days[line] * SecondsPerDay) + seconds[line];
        }
        var ties = new LineTies(orders);
        for (var customer = 0; customer + 1 < offsets.Length; customer++)
        {
            if (customer % CustomersPerCheck == 0)
                ct.ThrowIfCancellationRequested();
            var (start, length) = (offsets[customer], offsets[customer + 1] - offsets[customer]);
            if (length < 2)
                continue;
            var lines = sorted.AsSpan(start, length);
            var keys = times.AsSpan(start, length);
            keys.Sort(lines);
            ties.SortEqual(keys, lines);
        }
        return sorted;
    }

    /// <summary>Some lines, or all, in a new order.</summary>
    internal static OrderTable Apply(OrderTable orders, ReadOnlySpan<int> sorted) =>
        orders with
        {
            Customer = Gather(orders.Customer, sorted),
            Day = Gather(orders.Day, sorted),
            SecondOfDay = Gather(orders.SecondOfDay, sorted),
            AmountMinor = Gather(orders.AmountMinor, sorted),
            IsReturn = Gather(orders.IsReturn, sorted),
            Order = Gather(orders.Order, sorted),
            Product = Gather(orders.Product, sorted),
            Category = Gather(orders.Category, sorted),
            Channel = Gather(orders.Channel, sorted),
            Campaign = Gather(orders.Campaign, sorted),
            Country = Gather(orders.Country, sorted),
            Quantity = Gather(orders.Quantity, sorted),
            DiscountMinor = Gather(orders.DiscountMinor, sorted),
            CostMinor = Gather(orders.CostMinor, sorted),
            ArrivalDay = Gather(orders.ArrivalDay, sorted),
        };

    private static ImmutableArray<T> Gather<T>(ImmutableArray<T> column, ReadOnlySpan<int> sorted)
    {
        if (column.IsEmpty)
            return column;
        var from = column.AsSpan();
        var to = new T[sorted.Length];
        for (var i = 0; i < to.Length; i++)
            to[i] = from[sorted[i]];
        return ImmutableCollectionsMarshal.AsImmutableArray(to);
    }
}

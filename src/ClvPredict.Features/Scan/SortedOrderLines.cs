using ClvPredict.Data;

namespace ClvPredict.Features.Scan;

/// <summary>
/// The order lines of one customer in the order of <see cref="CustomerHistories"/>, with codes for their texts. Keeps its
/// memory from customer to customer.
/// </summary>
internal sealed class SortedOrderLines(ScanColumns columns)
{
    // Beyond it sums could overflow.
    private const decimal LargestAmount = 1e12m;

    private static readonly long[] s_powersOfTen = [1, 10, 100, 1_000, 10_000];
    private static readonly Comparison<OrderLine> s_order = static (x, y) => Compare(x, y);

    private readonly Dictionary<string, int> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _categories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _countries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _orders = new(StringComparer.Ordinal);
    private OrderLine[] _lines = new OrderLine[64];
    private int _lastDayWithoutId;

    /// <summary>Whether a line is a return.</summary>
    public static bool IsReturn(in OrderLine line) =>
        line.IsReturn || line.Amount < 0 || line.Quantity < 0;

    /// <summary>Takes the lines before a day and puts them in order.</summary>
    public ReadOnlySpan<OrderLine> Take(ReadOnlySpan<OrderLine> lines, DateOnly before)
    {
        Forget();
        if (lines.Length > _lines.Length)
            _lines = new OrderLine[2 * lines.Length];
        var end = before.ToDateTime(TimeOnly.MinValue);
        var (count, isSorted) = (0, true);
        foreach (ref readonly var line in lines)
        {
            if (line.Time >= end)
                continue;
            isSorted &= count == 0 || Compare(_lines[count - 1], line) <= 0;
            _lines[count++] = line;
        }
        var taken = _lines.AsSpan(0, count);
        if (!isSorted)
            taken.Sort(s_order);
        return taken;
    }

    /// <summary>A line that was taken; lines are asked for in their order, each once.</summary>
    public ScanLine Scan(int index)
    {
        ref readonly var line = ref _lines[index];
        var isReturn = IsReturn(line);
        var amount = Minor(line.Amount);
        var day = DateOnly.FromDateTime(line.Time).DayNumber;
        return new ScanLine
        {
            Day = day,
            IsReturn = isReturn,
            AmountMinor = isReturn ? -Math.Abs(amount) : amount,
            StartsOrder = !isReturn && StartsOrder(line.OrderId, day),
            DiscountMinor = columns.Discounts ? Minor(line.Discount) : 0,
            CostMinor = columns.Costs ? Minor(line.Cost) : 0,
            Quantity = line.Quantity ?? double.NaN,
            Product = columns.Products ? Code(_products, line.ProductId) : -1,
            Category = columns.Categories ? Code(_categories, line.Category) : -1,
            Channel = columns.Channels ? Code(_channels, line.Channel) : -1,
            Country = columns.Countries ? Code(_countries, line.Country) : -1,
        };
    }

    private void Forget()
    {
        _products.Clear();
        _categories.Clear();
        _channels.Clear();
        _countries.Clear();
        _orders.Clear();
        _lastDayWithoutId = -1;
    }

    private bool StartsOrder(string? orderId, int day)
    {
        if (!string.IsNullOrEmpty(orderId))
            return _orders.Add(orderId);
        var starts = day != _lastDayWithoutId;
        _lastDayWithoutId = day;
        return starts;
    }

    private static int Code(Dictionary<string, int> codes, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return -1;
        if (codes.TryGetValue(text, out var code))
            return code;
        codes.Add(text, codes.Count);
        return codes.Count - 1;
    }

    private static long Minor(decimal units)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(units, parts);
        // Up to four decimals and 31 bits, as nearly all amounts are: no division is needed.
        if (units.Scale <= 4 && parts is [>= 0, 0, 0, _])
        {
            var minor = parts[0] * s_powersOfTen[4 - units.Scale];
            return parts[3] < 0 ? -minor : minor;
        }
        if (Math.Abs(units) > LargestAmount)
            throw new OrderDataException(
                FormattableString.Invariant($"An amount of {units} is beyond ±{LargestAmount}.")
            );
        return (long)Math.Round(units * Money.MinorPerUnit, MidpointRounding.AwayFromZero);
    }

    /// <summary>The order of <see cref="CustomerHistories"/>; orders of one second by their ids.</summary>
    private static int Compare(in OrderLine x, in OrderLine y)
    {
        var order = (x.Time.Ticks / TimeSpan.TicksPerSecond).CompareTo(
            y.Time.Ticks / TimeSpan.TicksPerSecond
        );
        if (order != 0)
            return order;
        order = string.CompareOrdinal(x.OrderId, y.OrderId);
        if (order == 0)
            order = string.CompareOrdinal(x.ProductId, y.ProductId);
        if (order == 0)
            order = x.Amount.CompareTo(y.Amount);
        if (order == 0)
            order = x.IsReturn.CompareTo(y.IsReturn);
        if (order == 0)
            order = string.CompareOrdinal(x.Category, y.Category);
        if (order == 0)
            order = string.CompareOrdinal(x.Channel, y.Channel);
        if (order == 0)
            order = string.CompareOrdinal(x.Campaign, y.Campaign);
        return order != 0 ? order : string.CompareOrdinal(x.Country, y.Country);
    }
}

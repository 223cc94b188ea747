using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ClvPredict.Data.Histories;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data;

/// <summary>
/// The order lines of each customer, together and in time. The result does not depend on the order in which the lines were
/// read: they are sorted by customer, day, second, order, product, amount, return mark, category, channel,
/// campaign, country, quantity, discount, cost and arrival, so that only equal lines can change places.
/// </summary>
public sealed class CustomerHistories
{
    private CustomerHistories(
        OrderTable lines,
        ImmutableArray<int> offsets,
        LineColumn<bool> startsOrder
    )
    {
        Lines = lines;
        Offsets = offsets;
        StartsOrder = startsOrder;
    }

    /// <summary>The order lines, sorted.</summary>
    public OrderTable Lines { get; }

    /// <summary>The lines of customer c are <c>Offsets[c] .. Offsets[c + 1] - 1</c> of <see cref="Lines"/>;
    /// <see cref="CustomerCount"/> + 1 entries.</summary>
    public ImmutableArray<int> Offsets { get; }

    /// <summary>The customers' ids, sorted by ordinal comparison.</summary>
    public ImmutableArray<string> CustomerIds => Lines.CustomerIds;

    /// <summary>Number of customers.</summary>
    public int CustomerCount => Lines.CustomerIds.Length;

    /// <summary>Per line: true on the first purchase (non-return) line of an order of the customer. Lines of one customer with
    /// one order id are an order; lines without an order id are one order a day.</summary>
    public LineColumn<bool> StartsOrder { get; }

    /// <summary>Day of the earliest line.</summary>
    public DateOnly FirstDay { get; private init; }

    /// <summary>Day of the latest line.</summary>
    public DateOnly LastDay { get; private init; }

    /// <summary>Sum of all lines.</summary>
    public Ledger Ledger { get; private init; }

    /// <summary>Lines of the days before a day that had not arrived by then (see <see cref="OrderTable.ArrivalDay"/>); 0 where
    /// arrivals are not known.</summary>
    public long CountLate(DateOnly day) => ArrivedLines.CountLate(Lines, day.DayNumber);

    /// <summary>Whether any line dated before a day had arrived before it.</summary>
    public bool IsSeenOn(DateOnly day) => ArrivedLines.IsAny(Lines, day.DayNumber);

    /// <summary>The histories as somebody saw them on a day: without the lines that had not arrived before it. Customers keep
    /// their numbers, also those without a line. Where no line of the days before was late these are the same histories.</summary>
    /// <exception cref="OrderDataException">Nothing had arrived before the day.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public CustomerHistories SeenOn(DateOnly day, CancellationToken ct = default)
    {
        if (CountLate(day) == 0)
            return this;
        var arrived = ArrivedLines.Select(Lines, day.DayNumber);
        return arrived.LineCount > 0
            ? Build(arrived, ct)
            : throw new OrderDataException(
                FormattableString.Invariant(
                    $"No order line had arrived before {day:yyyy-MM-dd}, as its arrival date (ingested_at) says. If that is when the data was loaded anew, leave the column out: --map ingested_at=."
                )
            );
    }

    /// <summary>The histories of what somebody knew on a day: the lines dated before it that had arrived before it. Customers
    /// keep their numbers, also those without a line.</summary>
    /// <exception cref="OrderDataException">There is no such line.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public CustomerHistories Before(DateOnly day, CancellationToken ct = default)
    {
        var known = ArrivedLines.Select(Lines, day.DayNumber, day.DayNumber);
        return known.LineCount > 0
            ? Build(known, ct)
            : throw new OrderDataException(
                FormattableString.Invariant(
                    $"There is no order line before {day:yyyy-MM-dd}; the first one is of {FirstDay:yyyy-MM-dd}."
                )
            );
    }

    /// <summary>Groups order lines by customer and sorts them.</summary>
    /// <param name="orders">At least one line; codes within their lists, every column as long as the others or empty.</param>
    /// <param name="ct">Stops the work.</param>
    /// <exception cref="ArgumentException">There is no line, or columns differ in length.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static CustomerHistories Build(OrderTable orders, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(orders);
        LineOrder.CheckColumns(orders);
        ct.ThrowIfCancellationRequested();
        var lines = LineOrder.IsSorted(orders) ? orders : LineOrder.Sort(orders, ct);
        var (firstDay, lastDay) = (long.MaxValue, long.MinValue);
        foreach (var days in lines.Day.Pieces)
        {
            firstDay = Math.Min(firstDay, days.Least);
            lastDay = Math.Max(lastDay, days.Greatest);
        }
        return new CustomerHistories(
            lines,
            ImmutableCollectionsMarshal.AsImmutableArray(LineOrder.Offsets(lines)),
            OrderStarts.Find(lines)
        )
        {
            FirstDay = DateOnly.FromDayNumber((int)firstDay),
            LastDay = DateOnly.FromDayNumber((int)lastDay),
            Ledger = LedgerSum.Of(lines.AmountMinor, lines.IsReturn).ToLedger(),
        };
    }
}

using System.Collections.Immutable;
using ClvPredict.Data;

namespace ClvPredict.Decisions.Purchases;

/// <summary>The purchase days of every customer before a day.</summary>
internal sealed class PurchaseCalendar
{
    private readonly int[] _offsets;
    private readonly ImmutableArray<int> _days;

    private PurchaseCalendar(int[] offsets, ImmutableArray<int> days)
    {
        _offsets = offsets;
        _days = days;
    }

    /// <summary>Day numbers of a customer's purchase days, ascending.</summary>
    public ReadOnlySpan<int> Days(int customer) =>
        _days.AsSpan()[_offsets[customer].._offsets[customer + 1]];

    /// <summary>Reads the purchase days.</summary>
    /// <param name="histories">What had arrived by the day.</param>
    /// <param name="before">The first day that is not looked at.</param>
    public static PurchaseCalendar Build(CustomerHistories histories, DateOnly before)
    {
        var (days, returns) = (histories.Lines.Day, histories.Lines.IsReturn);
        var offsets = new int[histories.CustomerCount + 1];
        var found = ImmutableArray.CreateBuilder<int>();
        for (var customer = 0; customer < histories.CustomerCount; customer++)
        {
            var last = -1;
            for (
                var line = histories.Offsets[customer];
                line < histories.Offsets[customer + 1];
                line++
            )
            {
                var day = days[line];
                if (day >= before.DayNumber)
                    break;
                if (day == last || returns[line])
                    continue;
                found.Add(day);
                last = day;
            }
            offsets[customer + 1] = found.Count;
        }
        return new PurchaseCalendar(offsets, found.ToImmutable());
    }
}

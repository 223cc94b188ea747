using System.Collections.Immutable;
using System.Globalization;
using ClvPredict.Data;

namespace ClvPredict.Decisions.Economics;

/// <summary>Computes the company's figures by fiscal period.</summary>
internal sealed class CompanyKpis
{
    private readonly DateOnly _first;
    private readonly int _months;
    private readonly Tally[] _tallies;

    private CompanyKpis(DateOnly firstDay, DateOnly asOf, int fiscalYearStart, int months)
    {
        _months = months;
        var yearStart = new DateOnly(firstDay.Year, fiscalYearStart, 1);
        if (yearStart > firstDay)
            yearStart = yearStart.AddYears(-1);
        var since = ((firstDay.Year - yearStart.Year) * 12) + firstDay.Month - yearStart.Month;
        _first = yearStart.AddMonths(since / months * months);
        var last = asOf.AddDays(-1);
        var count = (((last.Year - _first.Year) * 12) + last.Month - _first.Month) / months + 1;
        _tallies = [.. Enumerable.Range(0, count).Select(_ => new Tally())];
    }

    public static ImmutableArray<PeriodKpis> Of(
        CustomerHistories seen,
        DateOnly asOf,
        double margin,
        int fiscalYearStart,
        int months
    )
    {
        var kpis = new CompanyKpis(seen.FirstDay, asOf, fiscalYearStart, months);
        kpis.Count(seen, asOf.DayNumber);
        return kpis.Describe(seen.FirstDay, asOf, margin, fiscalYearStart);
    }

    private DateOnly Start(int period) => _first.AddMonths(period * _months);

    private void Count(CustomerHistories seen, int asOfDay)
    {
        var lines = seen.Lines;
        int[] ends = [.. Enumerable.Range(1, _tallies.Length).Select(p => Start(p).DayNumber)];
        var (net, orders) = (new long[ends.Length], new int[ends.Length]);
        for (var customer = 0; customer < seen.CustomerCount; customer++)
        {
            Array.Clear(net);
            Array.Clear(orders);
            var (period, lastDay, first) = (0, -1, -1);
            for (var i = seen.Offsets[customer]; i < seen.Offsets[customer + 1]; i++)
            {
                var day = lines.Day[i];
                if (day >= asOfDay)
                    break;
                while (day >= ends[period])
                    period++;
                var amount = lines.AmountMinor[i];
                net[period] += amount;
                if (lines.IsReturn[i])
                {
                    _tallies[period].Returns += amount;
                    continue;
                }
                _tallies[period].Gross += amount;
                if (day == lastDay)
                    continue;
                lastDay = day;
                orders[period]++;
                first = first < 0 ? period : first;
            }
            Add(net, orders, first);
        }
    }

    private void Add(long[] net, int[] orders, int first)
    {
        var soFar = 0;
        for (var p = 0; p < net.Length; p++)
        {
            var tally = _tallies[p];
            tally.Orders += orders[p];
            soFar += orders[p];
            if (orders[p] > 0)
            {
                tally.Active++;
                tally.New += first == p ? 1 : 0;
                tally.Repeaters += soFar > 1 ? 1 : 0;
            }
            if (p == 0 || orders[p - 1] == 0)
                continue;
            tally.Before += net[p - 1];
            tally.Now += net[p];
            tally.Retained += orders[p] > 0 ? 1 : 0;
            var change = net[p] - net[p - 1];
            if (orders[p] == 0)
                tally.Churned -= change;
            else if (change < 0)
                tally.Contracted -= change;
            else
                tally.Expanded += change;
        }
    }

    private ImmutableArray<PeriodKpis> Describe(
        DateOnly firstDay,
        DateOnly asOf,
        double margin,
        int fiscalYearStart
    )
    {
        var periods = ImmutableArray.CreateBuilder<PeriodKpis>(_tallies.Length);
        for (var p = 0; p < _tallies.Length; p++)
        {
            var t = _tallies[p];
            var (start, end) = (Start(p), Start(p + 1));
            var complete = start >= firstDay && end <= asOf;
            var compares = complete && p > 0 && periods[p - 1].IsComplete;
            var gross = Money.ToUnits(t.Gross);
            var returns = Money.ToUnits(t.Returns);
            periods.Add(
                new PeriodKpis
                {
                    Period = Name(start, fiscalYearStart),
                    Start = start,
                    End = end,
                    IsComplete = complete,
                    NetRevenue = gross + returns,
                    Returns = returns,
                    Profit = (gross + returns) * margin,
                    Orders = t.Orders,
                    ActiveCustomers = t.Active,
                    NewCustomers = t.New,
                    AverageOrderValue = t.Orders > 0 ? gross / t.Orders : double.NaN,
                    PurchaseFrequency = t.Active > 0 ? (double)t.Orders / t.Active : double.NaN,
                    RepeatShare = t.Active > 0 ? (double)t.Repeaters / t.Active : double.NaN,
                    RetentionRate =
                        compares && periods[p - 1].ActiveCustomers > 0
                            ? (double)t.Retained / periods[p - 1].ActiveCustomers
                            : double.NaN,
                    NetRevenueRetention =
                        compares && t.Before > 0 ? (double)t.Now / t.Before : double.NaN,
                    ChurnedRevenue = compares ? Money.ToUnits(t.Churned) : double.NaN,
                    ContractedRevenue = compares ? Money.ToUnits(t.Contracted) : double.NaN,
                    ExpandedRevenue = compares ? Money.ToUnits(t.Expanded) : double.NaN,
                }
            );
        }
        return periods.MoveToImmutable();
    }

    private string Name(DateOnly start, int fiscalYearStart)
    {
        if (_months == 1)
            return start.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var monthOfYear = (start.Month - fiscalYearStart + 12) % 12;
        var lastMonth = start.AddMonths(11 - monthOfYear);
        var year = string.Create(CultureInfo.InvariantCulture, $"FY{lastMonth.Year}");
        var part = (monthOfYear / _months) + 1;
        return _months switch
        {
            3 => string.Create(CultureInfo.InvariantCulture, $"{year}-Q{part}"),
            6 => string.Create(CultureInfo.InvariantCulture, $"{year}-H{part}"),
            _ => year,
        };
    }

    private sealed class Tally
    {
        public long Gross { get; set; }
        public long Returns { get; set; }
        public long Orders { get; set; }
        public int Active { get; set; }
        public int New { get; set; }
        public int Repeaters { get; set; }
        public int Retained { get; set; }
        public long Before { get; set; }
        public long Now { get; set; }
        public long Churned { get; set; }
        public long Contracted { get; set; }
        public long Expanded { get; set; }
    }
}

using ClvPredict.Data;

namespace ClvPredict.Features.Scan;

/// <summary>
/// Reads the lines of one customer once, forward, and stops at cutoffs on the way. What it has gathered at a stop depends on
/// the lines before that cutoff alone. One instance is reused for many customers; its buffers grow to the longest history.
/// </summary>
internal sealed class CustomerScan
{
    private readonly CustomerHistories _histories;
    private readonly ValueBasis _basis;
    private int _customer;
    private int _nextLine;
    private int _endLine;
    private int _dayCount;
    private int _firstLineDay;
    private int _nextMonthStart;
    private int[] _days = new int[16];
    private long[] _gross = new long[16];
    private long[] _discounts = new long[16];
    private int[] _sortedGaps = new int[16];
    private long _grossMinor;
    private long _returnsMinor;

    /// <summary>A scan that is at no customer yet.</summary>
    /// <param name="histories">The customers' lines.</param>
    /// <param name="basis">What a purchase is worth.</param>
    /// <param name="logStart">Day number of the first day of the log.</param>
    public CustomerScan(CustomerHistories histories, ValueBasis basis, int logStart)
    {
        var lines = histories.Lines;
        _histories = histories;
        _basis = basis;
        LogStart = logStart;
        HasDiscounts = !lines.DiscountMinor.IsEmpty;
        HasQuantities = !lines.Quantity.IsEmpty;
        HasCosts = !lines.CostMinor.IsEmpty && basis == ValueBasis.Money;
        Products = new CodeTally(lines.Product, lines.Products.Length);
        Categories = new CodeTally(lines.Category, lines.Categories.Length);
        Channels = new CodeTally(lines.Channel, lines.Channels.Length);
        Countries = new CodeTally(lines.Country, lines.Countries.Length);
    }

    public int LogStart { get; }
    public bool HasDiscounts { get; }
    public bool HasQuantities { get; }
    public bool HasCosts { get; }

    public int CutoffDay { get; private set; }
    public SeasonAngle CutoffSeason { get; private set; }
    public SeasonAngle FirstOrderSeason { get; private set; }
    public CustomerFacts Facts { get; private set; }

    public int PurchaseLines { get; private set; }
    public int ReturnLines { get; private set; }
    public int OrderCount { get; private set; }
    public int LastReturnDay { get; private set; }
    public int FirstDayLines { get; private set; }
    public int DiscountLines { get; private set; }
    public int ActiveMonths { get; private set; }
    public int WeekendDays { get; private set; }
    public long CostMinor { get; private set; }
    public double Units { get; private set; }

    /// <summary>Sum over successive pairs of gaps a, b of 4 (a / (a + b) - 1/2)^2.</summary>
    public double GapUnevenness { get; private set; }

    public HalvingSums Recent { get; } = new();
    public CodeTally Products { get; }
    public CodeTally Categories { get; }
    public CodeTally Channels { get; }
    public CodeTally Countries { get; }

    /// <summary>Purchase days, ascending.</summary>
    public ReadOnlySpan<int> Days => _days.AsSpan(0, _dayCount);

    /// <summary>Spend of each purchase day in minor units.</summary>
    public ReadOnlySpan<long> DayGross => _gross.AsSpan(0, _dayCount);

    /// <summary>Discounts of each purchase day in minor units.</summary>
    public ReadOnlySpan<long> DayDiscount => _discounts.AsSpan(0, _dayCount);

    /// <summary>Days between successive purchase days, shortest first.</summary>
    public ReadOnlySpan<int> SortedGaps => _sortedGaps.AsSpan(0, Math.Max(0, _dayCount - 1));

    /// <summary>Index of the first purchase day in [cutoff - 30 days, cutoff); the number of days without any. The next three
    /// are the same for longer windows.</summary>
    public int Start30d { get; private set; }
    public int Start90d { get; private set; }
    public int Start180d { get; private set; }
    public int Start365d { get; private set; }

    /// <summary>Index of the first repeat purchase day after the middle of [first purchase day, cutoff).</summary>
    public int StartOfLaterHalf { get; private set; }

    /// <summary>Goes to the first line of a customer.</summary>
    public void Begin(int customer)
    {
        _customer = customer;
        _nextLine = _histories.Offsets[customer];
        _endLine = _histories.Offsets[customer + 1];
        _firstLineDay = _nextLine < _endLine ? _histories.Lines.Day[_nextLine] : int.MaxValue;
        (_dayCount, _nextMonthStart, _grossMinor, _returnsMinor) = (0, 0, 0, 0);
        (PurchaseLines, ReturnLines, OrderCount, LastReturnDay) = (0, 0, 0, -1);
        (FirstDayLines, DiscountLines, ActiveMonths, WeekendDays) = (0, 0, 0, 0);
        (CostMinor, Units, GapUnevenness) = (0, 0, 0);
        Recent.Clear();
        Products.Clear();
        Categories.Clear();
        Channels.Clear();
        Countries.Clear();
    }

    /// <summary>Reads on to a cutoff that is not before the last one; false while the customer has no line before it.</summary>
    public bool Advance(int cutoffDay, SeasonAngle cutoffSeason)
    {
        if (_firstLineDay >= cutoffDay)
            return false;
        var lines = _histories.Lines;
        var days = lines.Day;
        var start = _nextLine;
        var end = start;
        while (end < _endLine && days[end] < cutoffDay)
            end++;
        _nextLine = end;
        ReadLines(start, end);
        var isReturn = lines.IsReturn;
        Products.Add(start, end, days, isReturn);
        Categories.Add(start, end, days, isReturn);
        Channels.Add(start, end, days, isReturn);
        Countries.Add(start, end, days, isReturn);
        (CutoffDay, CutoffSeason) = (cutoffDay, cutoffSeason);
        Facts = new CustomerFacts(
            _customer,
            _dayCount,
            _dayCount > 0 ? _days[0] : _firstLineDay,
            _dayCount > 0 ? _days[_dayCount - 1] : _firstLineDay,
            _grossMinor,
            _returnsMinor,
            _dayCount > 0 ? _gross[0] : 0
        );
        FirstOrderSeason = SeasonAngle.Of(Facts.FirstDay);
        FindWindows();
        return true;
    }

    private void ReadLines(int start, int end)
    {
        var lines = _histories.Lines;
        var days = lines.Day;
        var isReturn = lines.IsReturn;
        var amounts = lines.AmountMinor;
        var startsOrder = _histories.StartsOrder;
        var isMoney = _basis == ValueBasis.Money;
        for (var i = start; i < end; i++)
        {
            var day = days[i];
            if (isReturn[i])
            {
                ReturnLines++;
                _returnsMinor += isMoney ? amounts[i] : 0;
                LastReturnDay = day;
                continue;
            }
            PurchaseLines++;
            OrderCount += startsOrder[i] ? 1 : 0;
            var isNewDay = _dayCount == 0 || _days[_dayCount - 1] != day;
            if (isNewDay)
                AddDay(day);
            FirstDayLines += _dayCount == 1 ? 1 : 0;
            var worth =
                isMoney ? amounts[i]
                : isNewDay ? Money.MinorPerUnit
                : 0;
            _gross[_dayCount - 1] += worth;
            _grossMinor += worth;
            Recent.AddSpend(worth);
            if (HasDiscounts)
                AddDiscount(lines.DiscountMinor[i]);
            if (HasQuantities)
                Units += double.IsNaN(lines.Quantity[i]) ? 1 : lines.Quantity[i];
            if (HasCosts)
                CostMinor += lines.CostMinor[i];
        }
    }

    private void AddDiscount(long minor)
    {
        _discounts[_dayCount - 1] += minor;
        DiscountLines += minor > 0 ? 1 : 0;
    }

    private void AddDay(int day)
    {
        if (_dayCount == _days.Length)
        {
            var size = 2 * _dayCount;
            Array.Resize(ref _days, size);
            Array.Resize(ref _gross, size);
            Array.Resize(ref _discounts, size);
            Array.Resize(ref _sortedGaps, size);
        }
        if (_dayCount > 0)
            AddGap(day - _days[_dayCount - 1]);
        _days[_dayCount] = day;
        _gross[_dayCount] = 0;
        _discounts[_dayCount] = 0;
        _dayCount++;
        Recent.AddDay(day);
        // Day number 0 is a Monday.
        WeekendDays += day % 7 >= 5 ? 1 : 0;
        if (day >= _nextMonthStart)
        {
            ActiveMonths++;
            var date = DateOnly.FromDayNumber(day);
            _nextMonthStart = day - date.Day + 1 + DateTime.DaysInMonth(date.Year, date.Month);
        }
    }

    private void AddGap(int gap)
    {
        var gaps = _dayCount - 1;
        if (gaps > 0)
        {
            double earlier = _days[_dayCount - 1] - _days[_dayCount - 2];
            var off = (earlier / (earlier + gap)) - 0.5;
            GapUnevenness += 4 * off * off;
        }
        // Insertion into the sorted gaps: there are no more than days in the log.
        var place = gaps;
        while (place > 0 && _sortedGaps[place - 1] > gap)
        {
            _sortedGaps[place] = _sortedGaps[place - 1];
            place--;
        }
        _sortedGaps[place] = gap;
    }

    private void FindWindows()
    {
        var days = Days;
        Start30d = FirstFrom(days, CutoffDay - 30, days.Length);
        Start90d = FirstFrom(days, CutoffDay - 90, Start30d);
        Start180d = FirstFrom(days, CutoffDay - 180, Start90d);
        Start365d = FirstFrom(days, CutoffDay - 365, Start180d);
        // Strictly after the middle, written without a division.
        var later = days.Length;
        while (later > 1 && 2 * days[later - 1] > Facts.FirstDay + CutoffDay)
            later--;
        StartOfLaterHalf = later;
    }

    private static int FirstFrom(ReadOnlySpan<int> days, int start, int place)
    {
        while (place > 0 && days[place - 1] >= start)
            place--;
        return place;
    }
}

using ClvPredict.Data;

namespace ClvPredict.Features.Scan;

/// <summary>
/// Takes the lines of one customer once, forward, and stops at cutoffs on the way. What it has gathered at a stop depends on
/// the lines before that cutoff alone. One instance is reused for many customers; its buffers grow to the longest history.
/// </summary>
internal sealed class CustomerScan
{
    private readonly ScanColumns _columns;
    private readonly ValueBasis _basis;
    private int _customer;
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
    /// <param name="columns">What the lines have.</param>
    /// <param name="basis">What a purchase is worth.</param>
    /// <param name="logStart">Day number of the first day of the log.</param>
    /// <param name="vocabularies">Numbers of codes of products, categories, channels and countries to make room for.</param>
    public CustomerScan(
        ScanColumns columns,
        ValueBasis basis,
        int logStart,
        (int Products, int Categories, int Channels, int Countries) vocabularies = default
    )
    {
        _columns = columns;
        _basis = basis;
        LogStart = logStart;
        Products = new CodeTally(columns.Products, vocabularies.Products);
        Categories = new CodeTally(columns.Categories, vocabularies.Categories);
        Channels = new CodeTally(columns.Channels, vocabularies.Channels);
        Countries = new CodeTally(columns.Countries, vocabularies.Countries);
    }

    public int LogStart { get; }
    public bool HasDiscounts => _columns.Discounts;
    public bool HasQuantities => _columns.Quantities;
    public bool HasCosts => _columns.Costs && _basis == ValueBasis.Money;

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

    /// <summary>Starts a customer.</summary>
    /// <param name="customer">Index of the customer in its histories.</param>
    /// <param name="firstLineDay">Day number of the customer's first line.</param>
    public void Begin(int customer, int firstLineDay)
    {
        _customer = customer;
        _firstLineDay = firstLineDay;
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

    /// <summary>Stops at a cutoff: every line before it, at least one, has been added, and none from it on.</summary>
    public void StopAt(int cutoffDay, SeasonAngle cutoffSeason)
    {
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
    }

    /// <summary>Adds a line, which is not before those added already.</summary>
    public void Add(in ScanLine line)
    {
        var isMoney = _basis == ValueBasis.Money;
        if (line.IsReturn)
        {
            ReturnLines++;
            _returnsMinor += isMoney ? line.AmountMinor : 0;
            LastReturnDay = line.Day;
            return;
        }
        PurchaseLines++;
        OrderCount += line.StartsOrder ? 1 : 0;
        var isNewDay = _dayCount == 0 || _days[_dayCount - 1] != line.Day;
        if (isNewDay)
            AddDay(line.Day);
        FirstDayLines += _dayCount == 1 ? 1 : 0;
        var worth =
            isMoney ? line.AmountMinor
            : isNewDay ? Money.MinorPerUnit
            : 0;
        _gross[_dayCount - 1] += worth;
        _grossMinor += worth;
        Recent.AddSpend(worth);
        if (HasDiscounts)
            AddDiscount(line.DiscountMinor);
        if (HasQuantities)
            Units += double.IsNaN(line.Quantity) ? 1 : line.Quantity;
        if (HasCosts)
            CostMinor += line.CostMinor;
        Products.Add(line.Product, line.Day);
        Categories.Add(line.Category, line.Day);
        Channels.Add(line.Channel, line.Day);
        Countries.Add(line.Country, line.Day);
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

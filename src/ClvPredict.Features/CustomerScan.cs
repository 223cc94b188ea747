using ClvPredict.Data;

namespace ClvPredict.Features;

/// <summary>
/// The lines of one customer before a cutoff, gathered by purchase day. One instance is reused for many customers; its
/// buffers grow to the longest history.
/// </summary>
internal sealed class CustomerScan(CustomerHistories histories, int cutoffDay, ValueBasis basis)
{
    private readonly OrderTable _lines = histories.Lines;
    private int[] _days = new int[16];
    private long[] _gross = new long[16];
    private int[] _codes = new int[16];

    public int CutoffDay => cutoffDay;

    public int LineCount { get; private set; }
    public int PurchaseLines { get; private set; }
    public int ReturnLines { get; private set; }
    public int OrderCount { get; private set; }
    public int DayCount { get; private set; }
    public int FirstLineDay { get; private set; }
    public int LastReturnDay { get; private set; }
    public long GrossMinor { get; private set; }
    public long ReturnsMinor { get; private set; }
    public long DiscountMinor { get; private set; }
    public int DiscountLines { get; private set; }
    public double Units { get; private set; }
    public int DistinctProducts { get; private set; }
    public int LinesWithProduct { get; private set; }
    public int DistinctCategories { get; private set; }
    public int TopCategoryLines { get; private set; }
    public int LinesWithCategory { get; private set; }

    /// <summary>Purchase days, ascending.</summary>
    public ReadOnlySpan<int> Days => _days.AsSpan(0, DayCount);

    /// <summary>Spend of each purchase day in minor units.</summary>
    public ReadOnlySpan<long> DayGross => _gross.AsSpan(0, DayCount);

    /// <summary>Reads one customer; false when it has no line before the cutoff.</summary>
    public bool Read(int customer)
    {
        var start = histories.Offsets[customer];
        var end = start;
        var limit = histories.Offsets[customer + 1];
        while (end < limit && _lines.Day[end] < cutoffDay)
            end++;
        LineCount = end - start;
        if (LineCount == 0)
            return false;
        if (_days.Length < LineCount)
        {
            var size = Math.Max(LineCount, 2 * _days.Length);
            (_days, _gross, _codes) = (new int[size], new long[size], new int[size]);
        }
        FirstLineDay = _lines.Day[start];
        SumLines(start, end);
        CountCodes(start, end);
        return true;
    }

    private void SumLines(int start, int end)
    {
        (PurchaseLines, ReturnLines, OrderCount, DayCount, LastReturnDay) = (0, 0, 0, 0, -1);
        (GrossMinor, ReturnsMinor, DiscountMinor, DiscountLines, Units) = (0, 0, 0, 0, 0);
        for (var i = start; i < end; i++)
        {
            var day = _lines.Day[i];
            if (_lines.IsReturn[i])
            {
                ReturnLines++;
                ReturnsMinor += basis == ValueBasis.Orders ? 0 : _lines.AmountMinor[i];
                LastReturnDay = day;
                continue;
            }
            PurchaseLines++;
            if (histories.StartsOrder[i])
                OrderCount++;
            var isNewDay = DayCount == 0 || _days[DayCount - 1] != day;
            if (isNewDay)
            {
                _days[DayCount] = day;
                _gross[DayCount++] = 0;
            }
            var worth =
                basis == ValueBasis.Money ? _lines.AmountMinor[i]
                : isNewDay ? Money.MinorPerUnit
                : 0;
            _gross[DayCount - 1] += worth;
            GrossMinor += worth;
            if (!_lines.DiscountMinor.IsEmpty)
            {
                DiscountMinor += _lines.DiscountMinor[i];
                DiscountLines += _lines.DiscountMinor[i] > 0 ? 1 : 0;
            }
            if (!_lines.Quantity.IsEmpty)
                Units += double.IsNaN(_lines.Quantity[i]) ? 1 : _lines.Quantity[i];
        }
    }

    private void CountCodes(int start, int end)
    {
        (DistinctProducts, LinesWithProduct, _) = Count(_lines.Product.AsSpan(), start, end);
        (DistinctCategories, LinesWithCategory, TopCategoryLines) = Count(
            _lines.Category.AsSpan(),
            start,
            end
        );
    }

    private (int Distinct, int Lines, int Top) Count(ReadOnlySpan<int> codes, int start, int end)
    {
        if (codes.IsEmpty)
            return (0, 0, 0);
        var n = 0;
        for (var i = start; i < end; i++)
        {
            if (!_lines.IsReturn[i] && codes[i] >= 0)
                _codes[n++] = codes[i];
        }
        _codes.AsSpan(0, n).Sort();
        var (distinct, top, run) = (0, 0, 0);
        for (var i = 0; i < n; i++)
        {
            run = i > 0 && _codes[i] == _codes[i - 1] ? run + 1 : 1;
            distinct += run == 1 ? 1 : 0;
            top = Math.Max(top, run);
        }
        return (distinct, n, top);
    }
}

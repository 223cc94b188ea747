using ClvPredict.Data;

namespace ClvPredict.Features;

/// <summary>Turns a <see cref="CustomerScan"/> into one row of feature columns.</summary>
internal sealed class FeatureRowWriter(
    CustomerHistories histories,
    DateOnly cutoff,
    float[][] columns
)
{
    private const double DaysPerYear = 365.25;

    private readonly bool _hasProducts = !histories.Lines.Product.IsEmpty;
    private readonly bool _hasCategories = !histories.Lines.Category.IsEmpty;
    private readonly bool _hasDiscounts = !histories.Lines.DiscountMinor.IsEmpty;
    private readonly bool _hasQuantities = !histories.Lines.Quantity.IsEmpty;
    private readonly bool _sawLastYear = histories.FirstDay.DayNumber <= cutoff.DayNumber - 365;
    private int _row;

    public void Write(CustomerScan scan, in CustomerFacts facts, int row)
    {
        _row = row;
        WriteTiming(scan, facts);
        WriteRhythm(scan, facts);
        WriteActivity(scan, facts);
        WriteSpend(scan, facts);
        WriteBasket(scan);
        WriteReturnsAndDiscounts(scan);
        WriteCalendar(scan, facts);
    }

    private void Set(FeatureId feature, double value) => columns[(int)feature][_row] = (float)value;

    private static double Ratio(double a, double b) => b > 0 ? a / b : double.NaN;

    private void WriteTiming(CustomerScan scan, in CustomerFacts facts)
    {
        var sinceFirst = scan.CutoffDay - facts.FirstDay;
        var sinceLast = scan.CutoffDay - facts.LastDay;
        Set(FeatureId.RepeatOrders, Math.Max(0, facts.PurchaseDays - 1));
        Set(FeatureId.LastOrderAgeDays, facts.LastDay - facts.FirstDay);
        Set(FeatureId.CustomerAgeDays, sinceFirst - 1);
        Set(FeatureId.DaysSinceLastOrder, sinceLast);
        Set(FeatureId.SilenceShareOfAge, (double)sinceLast / sinceFirst);
    }

    private void WriteRhythm(CustomerScan scan, in CustomerFacts facts)
    {
        var days = scan.Days;
        var gaps = days.Length - 1;
        double mean = double.NaN,
            sd = double.NaN,
            max = double.NaN,
            last = double.NaN;
        if (gaps >= 1)
        {
            mean = (double)(days[^1] - days[0]) / gaps;
            last = days[^1] - days[^2];
            max = 0;
            double squares = 0;
            for (var i = 1; i < days.Length; i++)
            {
                double gap = days[i] - days[i - 1];
                max = Math.Max(max, gap);
                squares += (gap - mean) * (gap - mean);
            }
            sd = gaps >= 2 ? Math.Sqrt(squares / (gaps - 1)) : double.NaN;
        }
        var silence = scan.CutoffDay - facts.LastDay;
        Set(FeatureId.GapMeanDays, mean);
        Set(FeatureId.GapSdDays, sd);
        Set(FeatureId.GapVariation, sd / mean);
        Set(FeatureId.GapMaxDays, max);
        Set(FeatureId.LastGapDays, last);
        Set(FeatureId.LastGapRatio, last / mean);
        Set(FeatureId.SilenceOverMeanGap, silence / mean);
        Set(FeatureId.SilenceOverMaxGap, silence / max);
    }

    private void WriteActivity(CustomerScan scan, in CustomerFacts facts)
    {
        var days = scan.Days;
        var sinceFirst = scan.CutoffDay - facts.FirstDay;
        Set(FeatureId.Orders30d, CountFrom(days, scan.CutoffDay - 30));
        Set(FeatureId.Orders90d, CountFrom(days, scan.CutoffDay - 90));
        Set(FeatureId.Orders180d, CountFrom(days, scan.CutoffDay - 180));
        Set(FeatureId.Orders365d, CountFrom(days, scan.CutoffDay - 365));
        Set(FeatureId.OrdersPer30d, 30.0 * days.Length / sinceFirst);
        // Repeat days strictly after the middle of [first, cutoff), written without a division.
        var late = 0;
        for (var i = 1; i < days.Length; i++)
            late += 2 * days[i] > facts.FirstDay + scan.CutoffDay ? 1 : 0;
        Set(
            FeatureId.OrderTrend,
            days.Length > 1 ? (double)late / (days.Length - 1) - 0.5 : double.NaN
        );
        Set(FeatureId.OrderCount, scan.OrderCount);
        var (months, previous) = (0, -1);
        foreach (var day in days)
        {
            var date = DateOnly.FromDayNumber(day);
            var month = 12 * date.Year + date.Month;
            months += month != previous ? 1 : 0;
            previous = month;
        }
        Set(FeatureId.ActiveMonths, months);
    }

    private void WriteSpend(CustomerScan scan, in CustomerFacts facts)
    {
        var days = scan.Days;
        var gross = scan.DayGross;
        Set(FeatureId.SpendTotal, Money.ToUnits(facts.GrossMinor));
        Set(FeatureId.SpendNet, Money.ToUnits(facts.NetMinor));
        Set(FeatureId.Spend30d, SumFrom(days, gross, scan.CutoffDay - 30));
        Set(FeatureId.Spend90d, SumFrom(days, gross, scan.CutoffDay - 90));
        Set(FeatureId.Spend180d, SumFrom(days, gross, scan.CutoffDay - 180));
        Set(FeatureId.Spend365d, SumFrom(days, gross, scan.CutoffDay - 365));
        Set(
            FeatureId.SpendPer30d,
            30 * Money.ToUnits(facts.GrossMinor) / (scan.CutoffDay - facts.FirstDay)
        );
        var n = days.Length;
        var mean = n > 0 ? Money.ToUnits(facts.GrossMinor) / n : double.NaN;
        Set(FeatureId.MeanOrderValue, mean);
        Set(
            FeatureId.MeanRepeatValue,
            n > 1
                ? Money.ToUnits(facts.GrossMinor - facts.FirstDayGrossMinor) / (n - 1)
                : double.NaN
        );
        Set(FeatureId.FirstOrderValue, n > 0 ? Money.ToUnits(gross[0]) : double.NaN);
        Set(FeatureId.LastOrderValue, n > 0 ? Money.ToUnits(gross[^1]) : double.NaN);
        long max = 0,
            early = 0,
            late = 0;
        double squares = 0;
        for (var i = 0; i < n; i++)
        {
            max = Math.Max(max, gross[i]);
            early += i < n / 2 ? gross[i] : 0;
            late += i >= n - (n / 2) ? gross[i] : 0;
            var d = Money.ToUnits(gross[i]) - mean;
            squares += d * d;
        }
        Set(FeatureId.MaxOrderValue, n > 0 ? Money.ToUnits(max) : double.NaN);
        Set(
            FeatureId.OrderValueVariation,
            n > 1 ? Ratio(Math.Sqrt(squares / (n - 1)), mean) : double.NaN
        );
        Set(FeatureId.OrderValueTrend, n > 1 ? Ratio(late, early) : double.NaN);
    }

    private void WriteBasket(CustomerScan scan)
    {
        Set(FeatureId.LinesPerOrder, Ratio(scan.PurchaseLines, scan.OrderCount));
        Set(
            FeatureId.UnitsPerOrder,
            _hasQuantities ? Ratio(scan.Units, scan.OrderCount) : double.NaN
        );
        Set(FeatureId.DistinctProducts, _hasProducts ? scan.DistinctProducts : double.NaN);
        Set(FeatureId.ProductRepeatShare, 1 - Ratio(scan.DistinctProducts, scan.LinesWithProduct));
        Set(FeatureId.DistinctCategories, _hasCategories ? scan.DistinctCategories : double.NaN);
        Set(FeatureId.TopCategoryShare, Ratio(scan.TopCategoryLines, scan.LinesWithCategory));
    }

    private void WriteReturnsAndDiscounts(CustomerScan scan)
    {
        Set(FeatureId.ReturnShare, Math.Min(1, Ratio(-scan.ReturnsMinor, scan.GrossMinor)));
        Set(FeatureId.ReturnLineShare, Ratio(scan.ReturnLines, scan.LineCount));
        Set(
            FeatureId.DaysSinceLastReturn,
            scan.ReturnLines > 0 ? scan.CutoffDay - scan.LastReturnDay : double.NaN
        );
        Set(
            FeatureId.DiscountShare,
            _hasDiscounts
                ? Ratio(scan.DiscountMinor, scan.GrossMinor + scan.DiscountMinor)
                : double.NaN
        );
        Set(
            FeatureId.DiscountLineShare,
            _hasDiscounts ? Ratio(scan.DiscountLines, scan.PurchaseLines) : double.NaN
        );
    }

    private void WriteCalendar(CustomerScan scan, in CustomerFacts facts)
    {
        var days = scan.Days;
        var weekend = 0;
        foreach (var day in days)
            weekend += DateOnly.FromDayNumber(day).DayOfWeek
                is DayOfWeek.Saturday
                    or DayOfWeek.Sunday
                ? 1
                : 0;
        Set(FeatureId.WeekendShare, Ratio(weekend, days.Length));
        Set(
            FeatureId.SameSeasonLastYear,
            _sawLastYear
                ? CountFrom(days, scan.CutoffDay - 365) - CountFrom(days, scan.CutoffDay - 275)
                : double.NaN
        );
        var first = Angle(DateOnly.FromDayNumber(facts.FirstDay));
        var now = Angle(cutoff);
        Set(FeatureId.FirstOrderSeasonSin, Math.Sin(first));
        Set(FeatureId.FirstOrderSeasonCos, Math.Cos(first));
        Set(FeatureId.CutoffSeasonSin, Math.Sin(now));
        Set(FeatureId.CutoffSeasonCos, Math.Cos(now));
    }

    private static double Angle(DateOnly day) => 2 * Math.PI * day.DayOfYear / DaysPerYear;

    private static int CountFrom(ReadOnlySpan<int> days, int start)
    {
        var count = 0;
        for (var i = days.Length - 1; i >= 0 && days[i] >= start; i--)
            count++;
        return count;
    }

    private static double SumFrom(ReadOnlySpan<int> days, ReadOnlySpan<long> gross, int start)
    {
        var sum = 0L;
        for (var i = days.Length - 1; i >= 0 && days[i] >= start; i--)
            sum += gross[i];
        return Money.ToUnits(sum);
    }
}

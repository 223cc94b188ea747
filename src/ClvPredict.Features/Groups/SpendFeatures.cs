using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Features.Scan;

namespace ClvPredict.Features.Groups;

/// <summary>How much the customer spent, lately and over time.</summary>
internal static class SpendFeatures
{
    public static ImmutableArray<FeatureDefinition> Definitions { get; } =
        FeatureDefinition.Table(
            "spend",
            """
            spend_total | money | Sum of the purchase lines (returns not subtracted).
            spend_net | money | Sum of purchase and return lines; can be negative.
            spend_30d | money | Purchase lines in [cutoff - 30 days, cutoff).
            spend_90d | money | Purchase lines in [cutoff - 90 days, cutoff).
            spend_180d | money | Purchase lines in [cutoff - 180 days, cutoff).
            spend_365d | money | Purchase lines in [cutoff - 365 days, cutoff).
            spend_per_30d | money | Spend over days since the first order, times 30.
            mean_order_value | money | Mean spend of a purchase day, the first included; missing without purchases.
            mean_repeat_value | money | Mean spend of a purchase day, the first left out; missing without repeat orders.
            last_order_value | money | Spend of the last purchase day; missing without purchases.
            max_order_value | money | Largest spend of one purchase day; missing without purchases.
            order_value_variation | ratio | Standard deviation (divisor n - 1) of the spend of purchase days over its mean; missing below two purchase days or at mean 0.
            order_value_trend | ratio | Mean spend of the later half of the purchase days over that of the earlier half (the middle one of an odd number left out); missing below two purchase days or at 0.
            spend_trend | ratio | Share of the spend of repeat purchase days that lies in the later half of the time since the first order, minus one half; missing without such spend.
            spend_halving_30d | money | Spend of purchase days, each times 2^(-age / 30 days), age being cutoff minus day.
            spend_halving_90d | money | The same with 2^(-age / 90 days).
            spend_halving_180d | money | The same with 2^(-age / 180 days).
            cost_share | share | What the purchase lines cost over the spend; missing where the log has no costs or the customer no spend.
            """
        );

    public static void Write(CustomerScan scan, FeatureRow row)
    {
        var facts = scan.Facts;
        var total = Money.ToUnits(facts.GrossMinor);
        row[FeatureId.SpendTotal] = total;
        row[FeatureId.SpendNet] = Money.ToUnits(facts.NetMinor);
        row[FeatureId.SpendPer30d] = 30 * total / (scan.CutoffDay - facts.FirstDay);
        row[FeatureId.CostShare] = scan.HasCosts
            ? FeatureRow.Ratio(scan.CostMinor, facts.GrossMinor)
            : double.NaN;
        WriteWindows(scan, row);
        WriteOrderValues(scan, row);
        var (by30, by90, by180) = scan.Recent.Spend(scan.CutoffDay);
        row[FeatureId.SpendHalving30d] = by30;
        row[FeatureId.SpendHalving90d] = by90;
        row[FeatureId.SpendHalving180d] = by180;
    }

    private static void WriteWindows(CustomerScan scan, FeatureRow row)
    {
        var gross = scan.DayGross;
        var sum = Sum(gross[scan.Start30d..]);
        row[FeatureId.Spend30d] = Money.ToUnits(sum);
        sum += Sum(gross[scan.Start90d..scan.Start30d]);
        row[FeatureId.Spend90d] = Money.ToUnits(sum);
        sum += Sum(gross[scan.Start180d..scan.Start90d]);
        row[FeatureId.Spend180d] = Money.ToUnits(sum);
        sum += Sum(gross[scan.Start365d..scan.Start180d]);
        row[FeatureId.Spend365d] = Money.ToUnits(sum);
        row[FeatureId.SpendTrend] =
            FeatureRow.Ratio(
                Sum(gross[scan.StartOfLaterHalf..]),
                scan.Facts.GrossMinor - scan.Facts.FirstDayGrossMinor
            ) - 0.5;
    }

    private static void WriteOrderValues(CustomerScan scan, FeatureRow row)
    {
        var gross = scan.DayGross;
        var n = gross.Length;
        var mean = n > 0 ? Money.ToUnits(scan.Facts.GrossMinor) / n : double.NaN;
        row[FeatureId.MeanOrderValue] = mean;
        row[FeatureId.MeanRepeatValue] =
            n > 1
                ? Money.ToUnits(scan.Facts.GrossMinor - scan.Facts.FirstDayGrossMinor) / (n - 1)
                : double.NaN;
        row[FeatureId.LastOrderValue] = n > 0 ? Money.ToUnits(gross[^1]) : double.NaN;
        long max = 0;
        double squares = 0;
        foreach (var day in gross)
        {
            max = Math.Max(max, day);
            var d = Money.ToUnits(day) - mean;
            squares += d * d;
        }
        row[FeatureId.MaxOrderValue] = n > 0 ? Money.ToUnits(max) : double.NaN;
        row[FeatureId.OrderValueVariation] =
            n > 1 ? FeatureRow.Ratio(Math.Sqrt(squares / (n - 1)), mean) : double.NaN;
        row[FeatureId.OrderValueTrend] =
            n > 1 ? FeatureRow.Ratio(Sum(gross[^(n / 2)..]), Sum(gross[..(n / 2)])) : double.NaN;
    }

    private static long Sum(ReadOnlySpan<long> values)
    {
        var sum = 0L;
        foreach (var v in values)
            sum += v;
        return sum;
    }
}

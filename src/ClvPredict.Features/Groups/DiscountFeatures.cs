using System.Collections.Immutable;
using ClvPredict.Features.Scan;

namespace ClvPredict.Features.Groups;

/// <summary>How much the customer buys at a discount.</summary>
internal static class DiscountFeatures
{
    public static ImmutableArray<FeatureDefinition> Definitions { get; } =
        FeatureDefinition.Table(
            "discounts",
            """
            discount_share | share | Discounts over spend before discounts, purchase lines only; missing where the log has no discounts or the customer no spend.
            discount_line_share | share | Share of the purchase lines with a discount; missing where the log has no discounts.
            discount_trend | ratio | Discount share of the later half of the purchase days minus that of the earlier half (the middle one of an odd number left out); missing below two purchase days, without spend in either half, or where the log has no discounts.
            """
        );

    public static void Write(CustomerScan scan, FeatureRow row)
    {
        if (!scan.HasDiscounts)
        {
            row[FeatureId.DiscountShare] = double.NaN;
            row[FeatureId.DiscountLineShare] = double.NaN;
            row[FeatureId.DiscountTrend] = double.NaN;
            return;
        }
        var gross = scan.DayGross;
        var discounts = scan.DayDiscount;
        var half = gross.Length / 2;
        row[FeatureId.DiscountShare] = Share(gross, discounts);
        row[FeatureId.DiscountLineShare] = FeatureRow.Ratio(scan.DiscountLines, scan.PurchaseLines);
        row[FeatureId.DiscountTrend] =
            Share(gross[^half..], discounts[^half..]) - Share(gross[..half], discounts[..half]);
    }

    private static double Share(ReadOnlySpan<long> gross, ReadOnlySpan<long> discounts)
    {
        var (spend, discount) = (0L, 0L);
        for (var i = 0; i < gross.Length; i++)
        {
            spend += gross[i];
            discount += discounts[i];
        }
        return FeatureRow.Ratio(discount, spend + discount);
    }
}

using System.Collections.Immutable;
using ClvPredict.Features.Scan;

namespace ClvPredict.Features.Groups;

/// <summary>What the customer buys, and where.</summary>
internal static class BasketFeatures
{
    public static ImmutableArray<FeatureDefinition> Definitions { get; } =
        FeatureDefinition.Table(
            "basket",
            """
            lines_per_order | lines | Purchase lines over distinct orders; missing without purchases.
            units_per_order | units | Units of purchase lines over distinct orders; missing without quantities or purchases.
            distinct_products | products | Distinct products bought; missing where the log has no products.
            product_repeat_share | share | 1 - distinct products over purchase lines with a product; missing without such lines.
            product_concentration | share | Sum over products of the squared share of the purchase lines with a product (Herfindahl index): 1 for a single product; missing without such lines.
            top_product_share | share | Share of the purchase lines with a product that are of the customer's most frequent one; missing without such lines.
            last_new_product_share | share | Among the purchase lines with a product on the last day that has any: share whose product was not bought on an earlier day; missing without such lines.
            distinct_categories | categories | Distinct categories bought; missing where the log has no categories.
            top_category_share | share | Share of the purchase lines in the customer's most frequent category; missing without categories.
            distinct_channels | channels | Distinct channels of purchase lines; missing where the log has no channels.
            top_channel_share | share | Share of the purchase lines in the customer's most frequent channel; missing without channels.
            distinct_countries | countries | Distinct countries of purchase lines; missing where the log has no countries.
            """
        );

    public static void Write(CustomerScan scan, FeatureRow row)
    {
        row[FeatureId.LinesPerOrder] = FeatureRow.Ratio(scan.PurchaseLines, scan.OrderCount);
        row[FeatureId.UnitsPerOrder] = scan.HasQuantities
            ? FeatureRow.Ratio(scan.Units, scan.OrderCount)
            : double.NaN;
        var products = scan.Products;
        double lines = products.LineCount;
        row[FeatureId.DistinctProducts] = Distinct(products);
        row[FeatureId.ProductRepeatShare] = 1 - FeatureRow.Ratio(products.DistinctCount, lines);
        row[FeatureId.ProductConcentration] = FeatureRow.Ratio(
            products.SumOfSquares,
            lines * lines
        );
        row[FeatureId.TopProductShare] = FeatureRow.Ratio(products.TopCount, lines);
        row[FeatureId.LastNewProductShare] = FeatureRow.Ratio(
            products.LastDayNewLines,
            products.LastDayLines
        );
        row[FeatureId.DistinctCategories] = Distinct(scan.Categories);
        row[FeatureId.TopCategoryShare] = TopShare(scan.Categories);
        row[FeatureId.DistinctChannels] = Distinct(scan.Channels);
        row[FeatureId.TopChannelShare] = TopShare(scan.Channels);
        row[FeatureId.DistinctCountries] = Distinct(scan.Countries);
    }

    private static double Distinct(CodeTally tally) =>
        tally.IsAvailable ? tally.DistinctCount : double.NaN;

    private static double TopShare(CodeTally tally) =>
        FeatureRow.Ratio(tally.TopCount, tally.LineCount);
}

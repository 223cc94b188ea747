using System.Collections.Immutable;
using ClvPredict.Features.Scan;

namespace ClvPredict.Features.Groups;

/// <summary>What the customer sends back.</summary>
internal static class ReturnFeatures
{
    public static ImmutableArray<FeatureDefinition> Definitions { get; } =
        FeatureDefinition.Table(
            "returns",
            """
            return_share | share | Minus the sum of return lines over the spend, at most 1; 0 without returns, missing without spend.
            return_line_share | share | Return lines over all lines.
            days_since_last_return | days | Cutoff minus the day of the last return; missing without returns.
            """
        );

    public static void Write(CustomerScan scan, FeatureRow row)
    {
        row[FeatureId.ReturnShare] = Math.Min(
            1,
            FeatureRow.Ratio(-scan.Facts.ReturnsMinor, scan.Facts.GrossMinor)
        );
        row[FeatureId.ReturnLineShare] = FeatureRow.Ratio(
            scan.ReturnLines,
            scan.ReturnLines + scan.PurchaseLines
        );
        row[FeatureId.DaysSinceLastReturn] =
            scan.ReturnLines > 0 ? scan.CutoffDay - scan.LastReturnDay : double.NaN;
    }
}

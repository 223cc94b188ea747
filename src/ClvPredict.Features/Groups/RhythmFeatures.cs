using System.Collections.Immutable;
using ClvPredict.Features.Scan;

namespace ClvPredict.Features.Groups;

/// <summary>The customer's own intervals between purchase days, and the present silence beside them.</summary>
internal static class RhythmFeatures
{
    public static ImmutableArray<FeatureDefinition> Definitions { get; } =
        FeatureDefinition.Table(
            "rhythm",
            """
            gap_mean_days | days | Mean number of days between successive purchase days; missing below two purchase days.
            gap_median_days | days | Median of the gaps (mean of the middle two of an even number); missing below two purchase days.
            gap_min_days | days | Shortest gap between successive purchase days; missing below two purchase days.
            gap_max_days | days | Longest gap between successive purchase days; missing below two purchase days.
            gap_sd_days | days | Standard deviation (divisor n - 1) of the gaps; missing below three purchase days.
            gap_variation | ratio | Standard deviation of the gaps over their mean; small for regular buyers; missing below three purchase days.
            gap_regularity | ratio | Mean over successive pairs of gaps a, b of 4 (a / (a + b) - 1/2)^2, after Wheat and Morrison (1990): 0 for a clock, 1/3 for purchases at random, towards 1 for bursts; missing below three purchase days.
            last_gap_days | days | The most recent gap; missing below two purchase days.
            last_gap_ratio | ratio | The most recent gap over the mean gap; missing below two purchase days.
            silence_over_mean_gap | ratio | Days since the last order over the customer's own mean gap; missing below two purchase days.
            silence_over_max_gap | ratio | Days since the last order over the customer's own longest gap; missing below two purchase days.
            silence_gap_share | share | Share of the customer's own gaps that are at most as long as the days since the last order; missing below two purchase days.
            """
        );

    public static void Write(CustomerScan scan, FeatureRow row)
    {
        var gaps = scan.SortedGaps;
        if (gaps.IsEmpty)
        {
            WriteMissing(row);
            return;
        }
        var days = scan.Days;
        var mean = (double)(days[^1] - days[0]) / gaps.Length;
        double squares = 0;
        foreach (var gap in gaps)
            squares += (gap - mean) * (gap - mean);
        var sd = gaps.Length > 1 ? Math.Sqrt(squares / (gaps.Length - 1)) : double.NaN;
        var last = days[^1] - days[^2];
        double silence = scan.CutoffDay - days[^1];
        row[FeatureId.GapMeanDays] = mean;
        row[FeatureId.GapMedianDays] = (gaps[(gaps.Length - 1) / 2] + gaps[gaps.Length / 2]) / 2.0;
        row[FeatureId.GapMinDays] = gaps[0];
        row[FeatureId.GapMaxDays] = gaps[^1];
        row[FeatureId.GapSdDays] = sd;
        row[FeatureId.GapVariation] = sd / mean;
        row[FeatureId.GapRegularity] = FeatureRow.Ratio(scan.GapUnevenness, gaps.Length - 1);
        row[FeatureId.LastGapDays] = last;
        row[FeatureId.LastGapRatio] = last / mean;
        row[FeatureId.SilenceOverMeanGap] = silence / mean;
        row[FeatureId.SilenceOverMaxGap] = silence / gaps[^1];
        row[FeatureId.SilenceGapShare] = (double)CountUpTo(gaps, silence) / gaps.Length;
    }

    private static void WriteMissing(FeatureRow row)
    {
        for (var f = FeatureId.GapMeanDays; f <= FeatureId.SilenceGapShare; f++)
            row[f] = double.NaN;
    }

    // Entries of a sorted list that are at most the limit.
    private static int CountUpTo(ReadOnlySpan<int> sorted, double limit)
    {
        var count = sorted.Length;
        while (count > 0 && sorted[count - 1] > limit)
            count--;
        return count;
    }
}

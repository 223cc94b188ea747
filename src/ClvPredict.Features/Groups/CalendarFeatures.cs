using System.Collections.Immutable;
using ClvPredict.Features.Scan;

namespace ClvPredict.Features.Groups;

/// <summary>Weekdays and seasons.</summary>
internal static class CalendarFeatures
{
    private const int YearDays = 365;
    private const int SeasonDays = 90;

    public static ImmutableArray<FeatureDefinition> Definitions { get; } =
        FeatureDefinition.Table(
            "calendar",
            """
            weekend_share | share | Share of the purchase days that are a Saturday or Sunday; missing without purchases.
            same_season_last_year | days | Purchase days in [cutoff - 365 days, cutoff - 275 days): the season that follows the cutoff, a year ago; missing when the first day of the log is later than its start.
            next_season_share | share | Share of the purchase days in [cutoff - 365 k days, cutoff - 365 k + 90 days) of any year k = 1, 2, ...: the season that follows the cutoff; missing without purchases.
            cutoff_season_sin | ratio | Sine of the day of the year of the cutoff, a full turn a year; the same for all customers.
            cutoff_season_cos | ratio | Cosine of the same.
            """
        );

    public static void Write(CustomerScan scan, FeatureRow row)
    {
        var days = scan.Days;
        var inSeason = 0;
        foreach (var day in days)
            inSeason += (scan.CutoffDay - day + SeasonDays - 1) % YearDays < SeasonDays ? 1 : 0;
        row[FeatureId.WeekendShare] = FeatureRow.Ratio(scan.WeekendDays, days.Length);
        row[FeatureId.SameSeasonLastYear] =
            scan.LogStart <= scan.CutoffDay - YearDays
                ? CountFrom(days, scan.CutoffDay - YearDays + SeasonDays, scan.Start365d)
                : double.NaN;
        row[FeatureId.NextSeasonShare] = FeatureRow.Ratio(inSeason, days.Length);
        row[FeatureId.CutoffSeasonSin] = scan.CutoffSeason.Sin;
        row[FeatureId.CutoffSeasonCos] = scan.CutoffSeason.Cos;
    }

    // Purchase days from a place on that lie before the end.
    private static int CountFrom(ReadOnlySpan<int> days, int end, int start)
    {
        var place = start;
        while (place < days.Length && days[place] < end)
            place++;
        return place - start;
    }
}

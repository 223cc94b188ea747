namespace ClvPredict.Decisions.Segments;

/// <summary>
/// Whether purchase days crowd into one time of the year. Were they spread over the year by chance, the probability that
/// some window of a share w of the year holds k of n is at most n P(k - 1 or more of the other n - 1 in the w after one) =
/// n x upper tail of Binomial(n - 1, w): the union bound of the scan statistic on the circle (Naus 1965).
/// </summary>
internal static class SeasonRule
{
    private const int DaysOfYear = 365;

    /// <summary>Day of the year, 0..364, on which the customer's season starts; -1 for customers without one.</summary>
    /// <param name="days">Purchase days, ascending.</param>
    /// <param name="options">Length of a season, the share and the chance asked for.</param>
    public static int Start(ReadOnlySpan<int> days, SegmentOptions options)
    {
        // Fewer are never beyond chance, and one year shows no season.
        if (days.Length < 4 || days[^1] - days[0] < DaysOfYear / 2)
            return -1;
        var (best, bestStart) = (0, -1);
        foreach (var day in days)
        {
            var start = OfYear(day);
            var inside = 0;
            foreach (var other in days)
                inside += Within(OfYear(other), start, options.SeasonDays) ? 1 : 0;
            if (inside > best || (inside == best && start < bestStart))
                (best, bestStart) = (inside, start);
        }
        return
            best >= options.SeasonShare * days.Length
            && Recurs(days, bestStart, options.SeasonDays)
            && Chance(best, days.Length, (double)options.SeasonDays / DaysOfYear)
                <= options.SeasonChance
            ? bestStart
            : -1;
    }

    /// <summary>First day of the season that is running on a day or comes next.</summary>
    public static DateOnly Next(int start, int seasonDays, DateOnly day)
    {
        var since = (OfYear(day.DayNumber) - start + DaysOfYear) % DaysOfYear;
        return since < seasonDays ? day.AddDays(-since) : day.AddDays(DaysOfYear - since);
    }

    /// <summary>Upper bound of the probability of k of n days in some window of a share of the year.</summary>
    internal static double Chance(int k, int n, double share)
    {
        var term = Math.Pow(1 - share, n - 1);
        var below = 0.0;
        for (var j = 0; j < k - 1; j++)
        {
            below += term;
            term *= (double)(n - 1 - j) / (j + 1) * share / (1 - share);
        }
        return Math.Min(1, n * Math.Max(0, 1 - below));
    }

    // The season comes again: days in it lie more than half a year apart.
    private static bool Recurs(ReadOnlySpan<int> days, int start, int seasonDays)
    {
        var first = -1;
        foreach (var day in days)
        {
            if (!Within(OfYear(day), start, seasonDays))
                continue;
            if (first < 0)
                first = day;
            else if (day - first > DaysOfYear / 2)
                return true;
        }
        return false;
    }

    private static bool Within(int dayOfYear, int start, int seasonDays) =>
        (dayOfYear - start + DaysOfYear) % DaysOfYear < seasonDays;

    // The last day of a leap year counts as the day before it.
    private static int OfYear(int day) =>
        Math.Min(DaysOfYear, DateOnly.FromDayNumber(day).DayOfYear) - 1;
}

using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Package;

namespace ClvPredict.Decisions.Monitoring;

/// <summary>
/// Which features have moved most between two days. Only customers who joined within the same time before each day are compared,
/// at most a year: those of an older shop are older, which is no drift.
/// </summary>
internal static class FeatureMoves
{
    private const int LongestDays = 365;
    private const int ShortestDays = 120;
    private const int Most = 10;

    /// <summary>The day that is compared with: the as-of day of a year before the model's, or the model's as-of day where the
    /// history is too short.</summary>
    public static DateOnly ComparedWith(DateOnly firstDay, DateOnly trained, DateOnly asOf)
    {
        var day = asOf.AddYears(-ForecastCheck.Years(asOf, trained));
        return day >= firstDay.AddDays(ShortestDays) ? day : trained;
    }

    /// <summary>The largest shifts from one table to another.</summary>
    public static ImmutableArray<FeatureMove> Find(
        FeatureTable before,
        FeatureTable now,
        CustomerHistories histories,
        ClvModel model,
        MonitorOptions options,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var days = Math.Min(LongestDays, before.Cutoff.DayNumber - histories.FirstDay.DayNumber);
        var (rowsBefore, rowsNow) = (Joined(before, days), Joined(now, days));
        var importance = model.Manifest.Importance.ToDictionary(
            f => f.Name,
            f => f.GainShare,
            StringComparer.Ordinal
        );
        var moves = new FeatureMove?[now.Names.Length];
        Parallel.For(
            0,
            moves.Length,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = threads,
                CancellationToken = cancellationToken,
            },
            f =>
            {
                var name = now.Names[f];
                if (IsOfTheCalendar(name))
                    return;
                var a = Sorted(now.Columns[f].Span, rowsNow);
                var b = Sorted(before.Columns[f].Span, rowsBefore);
                moves[f] = new FeatureMove(
                    name,
                    CliffDelta.Of(a, b),
                    Median(b),
                    Median(a),
                    1 - ((double)b.Length / rowsBefore.Length),
                    1 - ((double)a.Length / rowsNow.Length),
                    importance.GetValueOrDefault(name)
                );
            }
        );
        return
        [
            .. moves
                .OfType<FeatureMove>()
                .Where(m => Math.Abs(m.Shift) >= options.NamedShift)
                .OrderByDescending(m => Math.Abs(m.Shift))
                .ThenBy(m => m.Feature, StringComparer.Ordinal)
                .Take(Most),
        ];
    }

    // These move with time by their definition.
    private static bool IsOfTheCalendar(string name) =>
        name.Contains("season", StringComparison.Ordinal)
        || name is "first_order_shop_age_days" or "first_order_weekday";

    private static int[] Joined(FeatureTable table, int days)
    {
        var from = table.Cutoff.DayNumber - days;
        var rows = new List<int>();
        for (var i = 0; i < table.RowCount; i++)
        {
            if (table.Facts[i].FirstDay >= from)
                rows.Add(i);
        }
        return [.. rows];
    }

    private static float[] Sorted(ReadOnlySpan<float> column, int[] rows)
    {
        var values = new float[rows.Length];
        var count = 0;
        foreach (var row in rows)
        {
            if (!float.IsNaN(column[row]))
                values[count++] = column[row];
        }
        Array.Resize(ref values, count);
        Array.Sort(values);
        return values;
    }

    private static double Median(float[] sorted) =>
        sorted.Length > 0 ? sorted[sorted.Length / 2] : double.NaN;
}

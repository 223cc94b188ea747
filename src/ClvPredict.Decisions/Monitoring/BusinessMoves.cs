using System.Collections.Immutable;
using ClvPredict.Data;

namespace ClvPredict.Decisions.Monitoring;

/// <summary>What the business does differently since the model's as-of day: rates and shares, with sizes that do not depend on the
/// number of customers.</summary>
internal static class BusinessMoves
{
    private const int LongestDays = 365;

    // A share of lines moves by chance by less than that from about 1,000 lines on.
    private const double NamedPoints = 0.05;
    private const double NamedShare = 0.03;
    private const double Vanished = 0.2;
    private const double NamedRatio = 1.5;
    private const double NamedReturnPoints = 0.02;

    /// <summary>The window that [model's as-of day, as-of day), a year of it at most, is compared with: the same days of the year
    /// before, or the days before the model's as-of day.</summary>
    public static (DateOnly Start, DateOnly End, DateOnly NowStart) Windows(
        DateOnly firstDay,
        DateOnly trained,
        DateOnly asOf
    )
    {
        var days = Math.Min(LongestDays, asOf.DayNumber - trained.DayNumber);
        var now = asOf.AddDays(-days);
        var start = now.AddYears(-ForecastCheck.Years(asOf, trained));
        if (start >= firstDay)
            return (start, start.AddDays(days), now);
        start = trained.AddDays(-days);
        return (start < firstDay ? firstDay : start, trained, now);
    }

    public static ImmutableArray<BusinessMove> Find(
        CustomerHistories histories,
        DateOnly trained,
        DateOnly asOf,
        MonitorOptions options
    )
    {
        var (start, end, now) = Windows(histories.FirstDay, trained, asOf);
        var before = WindowTotals.Of(histories, start, end);
        var since = WindowTotals.Of(histories, now, asOf);
        var moves = new List<BusinessMove>();
        if (since.PurchaseDays == 0 || before.PurchaseDays == 0)
            return [.. moves];

        var spend = new BusinessMove(
            "spend per purchase day",
            before.Gross / before.PurchaseDays,
            since.Gross / since.PurchaseDays,
            IsShare: false
        );
        if (Math.Abs(Math.Log(1 + spend.Change)) >= options.WatchDrift)
            moves.Add(spend);
        AddShare("return share", before.Returns / before.Gross, since.Returns / since.Gross);
        AddShare(
            "discount share",
            before.Discounts / (before.Gross + before.Discounts),
            since.Discounts / (since.Gross + since.Discounts)
        );
        for (var k = 0; k < since.Groups.Length; k++)
        {
            var (column, names, lines) = since.Groups[k];
            for (var v = 0; v < names.Length; v++)
            {
                var move = new BusinessMove(
                    $"{column} {names[v]}",
                    (double)before.Groups[k].Lines[v] / before.Lines,
                    (double)lines[v] / since.Lines,
                    IsShare: true
                );
                if (IsNamed(move))
                    moves.Add(move);
            }
        }
        return
        [
            .. moves
                .OrderByDescending(m => Math.Abs(Math.Log(Math.Max(m.Change, -0.999) + 1)))
                .ThenBy(m => m.What, StringComparer.Ordinal),
        ];

        void AddShare(string what, double a, double b)
        {
            if (
                Math.Abs(b - a) >= NamedReturnPoints
                && (b >= NamedRatio * a || a >= NamedRatio * b)
            )
                moves.Add(new BusinessMove(what, a, b, IsShare: true));
        }
    }

    private static bool IsNamed(BusinessMove move) =>
        Math.Abs(move.Now - move.Before) >= NamedPoints
        || (move.Before >= NamedShare && move.Now < Vanished * move.Before)
        || (move.Now >= NamedShare && move.Before < Vanished * move.Now);
}

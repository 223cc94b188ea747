using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ClvPredict.Decisions.Segments;

namespace ClvPredict.Cli.Verbs;

/// <summary>What clv segments prints.</summary>
internal sealed record SegmentsResult(
    DateOnly AsOf,
    string Horizon,
    string Model,
    int Customers,
    SegmentOptions Options,
    SegmentLimits Limits,
    ImmutableArray<SegmentRow> Segments,
    ImmutableArray<MissingSegment> Missing,
    SegmentProfile Profile,
    SegmentMigration? Migration,
    AudienceExport? Audience
)
{
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Customers:N0} customers on {AsOf:yyyy-MM-dd}")
            .Append(CultureInfo.InvariantCulture, $", predicted CLV in {Horizon}\n\n")
            .Append(
                "                          customers  share   historic value  predicted CLV  share   churn  P(alive)  reward cap\n"
            );
        foreach (var dimension in Segments.GroupBy(r => r.Dimension))
        {
            text.Append(dimension.Key).Append('\n');
            foreach (var row in dimension.Where(r => r.Customers > 0))
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"  {row.Segment, -22}{row.Customers, 11:N0}{row.CustomerShare, 7:P0}{row.HistoricValue, 17:N2}{row.PredictedClv, 15:N2}{row.ClvShare, 7:P0}{row.MeanChurnProbability, 8:P0}{row.MeanProbabilityAlive, 10:P0}{row.RewardCap, 12:N2}\n"
                );
        }
        foreach (var missing in Missing)
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {missing.Segment, -22}    cannot be told: needs {missing.Needs}\n"
            );
        AddProfile(text);
        if (Migration is { } migration)
            AddMigration(text, migration);
        if (Audience is { } audience)
            text.Append(
                CultureInfo.InvariantCulture,
                $"\naudience {audience.Audience}: {audience.Written:N0} rows of {audience.Customers:N0} customers as {audience.Key}, {audience.WithoutEmail:N0} left out without an e-mail address\n"
            );
        return text.ToString().TrimEnd('\n');
    }

    private void AddProfile(StringBuilder text)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"\nwhat {Profile.Group} ({Profile.Customers:N0} customers) has more of than the other {Profile.Others:N0}, beyond chance\n"
        );
        foreach (var aspect in Profile.Items.Where(i => i.IsSignificant).GroupBy(i => i.Aspect))
        {
            foreach (var item in aspect.Take(5))
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"  {item.Aspect, -14} {item.Value, -24} {item.Lift:0.00} times as often, {item.InGroup:N0} of the group and {item.InOthers:N0} others, q {item.QValue:0.0000}\n"
                );
        }
        if (!Profile.Items.Any(i => i.IsSignificant))
            text.Append("  nothing that these orders show\n");
    }

    private static void AddMigration(StringBuilder text, SegmentMigration migration)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"\nfrom {migration.Before:yyyy-MM-dd} to {migration.After:yyyy-MM-dd}, {migration.LateLines:N0} late lines not seen on the first day\n"
        );
        foreach (var cell in migration.Cells.Where(c => c.Dimension == "lifecycle"))
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {cell.From, -10} -> {cell.To, -10}{cell.Customers, 8:N0} customers, predicted CLV {cell.PredictedClvBefore:N2} -> {cell.PredictedClvAfter:N2}, brought {cell.NetValueBetween:N2}\n"
            );
    }
}

using System.Collections.Immutable;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Segments;

/// <summary>Adds up customers by segment.</summary>
internal static class SegmentTable
{
    public static ImmutableArray<SegmentRow> Of(
        ImmutableArray<CustomerSegment> customers,
        SegmentKinds known,
        double rewardShare
    )
    {
        var everyone = customers.Select(c => c.Score).ToArray();
        var (historic, clv) = (
            everyone.Sum(c => c.HistoricValue),
            everyone.Sum(c => (double)c.PredictedClv)
        );
        var rows = ImmutableArray.CreateBuilder<SegmentRow>();
        foreach (var tier in TierRule.Names)
            Add("value_tier", tier, everyone.Where(c => c.ValueTier == tier));
        foreach (var stage in SegmentNames.Lifecycles)
            Add("lifecycle", stage, everyone.Where(c => c.Lifecycle == stage));
        foreach (var segment in SegmentNames.Rfm)
            Add("rfm", segment, everyone.Where(c => c.Segment == segment));
        foreach (var flag in SegmentNames.All.Where(f => known.HasFlag(f)))
            Add(
                "segment",
                SegmentNames.Of(flag),
                customers.Where(c => c.Is(flag)).Select(c => c.Score)
            );
        return rows.ToImmutable();

        void Add(string dimension, string name, IEnumerable<CustomerScore> members) =>
            rows.Add(
                Row(dimension, name, [.. members], (everyone.Length, historic, clv), rewardShare)
            );
    }

    private static SegmentRow Row(
        string dimension,
        string name,
        CustomerScore[] members,
        (int Customers, double Historic, double Clv) everyone,
        double rewardShare
    )
    {
        var (historic, clv) = (
            members.Sum(c => c.HistoricValue),
            members.Sum(c => (double)c.PredictedClv)
        );
        var meanClv = clv / members.Length;
        return new SegmentRow(
            dimension,
            name,
            members.Length,
            (double)members.Length / everyone.Customers,
            historic,
            Share(historic, everyone.Historic),
            clv,
            Share(clv, everyone.Clv),
            meanClv,
            members.Sum(c => (double)c.ChurnProbability) / members.Length,
            members.Sum(c => c.ProbabilityAlive) / members.Length,
            members.Sum(c => c.ValueAtRisk),
            rewardShare * meanClv
        );
    }

    private static double Share(double part, double whole) => whole > 0 ? part / whole : double.NaN;
}

using ClvPredict.Scoring.Parts;

namespace ClvPredict.Cli.Verbs;

/// <summary>What clv merge prints.</summary>
internal sealed record MergeSummary(
    DateOnly AsOf,
    string Horizon,
    int Parts,
    int Customers,
    double PredictedClv,
    double ExpectedOrders,
    double ExpectedChurners,
    int Targets,
    double TargetsExpectedProfit
)
{
    public static MergeSummary Of(ScoreTotals totals, int parts) =>
        new(
            totals.AsOf,
            totals.Horizon,
            parts,
            totals.Customers,
            totals.PredictedClv,
            totals.ExpectedOrders,
            totals.ExpectedChurners,
            totals.Targets,
            totals.TargetsExpectedProfit
        );

    public string ToText() =>
        FormattableString.Invariant(
            $"""
            customers          {Customers:N0} of {Parts:N0} parts
            predicted CLV      {PredictedClv:N2} in {Horizon} from {AsOf:yyyy-MM-dd}
            expected orders    {ExpectedOrders:N0}
            expected churners  {ExpectedChurners:N0} without a purchase in the horizon
            retention targets  {Targets:N0}, expected profit {TargetsExpectedProfit:N2}
            """
        );
}

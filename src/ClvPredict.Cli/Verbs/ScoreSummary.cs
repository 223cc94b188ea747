using ClvPredict.Models.Intervals;
using ClvPredict.Scoring;
using ClvPredict.Scoring.Parts;

namespace ClvPredict.Cli.Verbs;

/// <summary>What clv score prints.</summary>
internal sealed record ScoreSummary(
    DateOnly AsOf,
    string Horizon,
    int Customers,
    double PredictedClv,
    double PredictedClvLow,
    double PredictedClvHigh,
    double RangeCoverage,
    double ExpectedOrders,
    double ExpectedChurners,
    int Targets,
    double TargetsExpectedProfit,
    ListTotal? List
)
{
    public static ScoreSummary Of(CustomerScores scores, ListTotal? list = null)
    {
        var everyone = scores.Total();
        return new(
            scores.AsOf,
            scores.Horizon,
            scores.Customers.Length,
            scores.TotalPredictedClv,
            everyone.Low,
            everyone.High,
            everyone.Coverage,
            scores.Customers.Sum(c => (double)c.ExpectedOrders),
            scores.Customers.Sum(c => (double)c.ChurnProbability),
            scores.Customers.Count(c => c.RetentionTarget),
            scores.Targets.Sum(c => c.ExpectedProfitOfContact),
            list
        );
    }

    public static ScoreSummary Of(ScoreTotals totals)
    {
        var everyone = totals.Everyone!;
        return new(
            totals.AsOf,
            totals.Horizon,
            totals.Customers,
            totals.PredictedClv,
            everyone.Low,
            everyone.High,
            everyone.Coverage,
            totals.ExpectedOrders,
            totals.ExpectedChurners,
            totals.Targets,
            totals.TargetsExpectedProfit,
            totals.List
        );
    }

    public string ToText() =>
        FormattableString.Invariant(
            $"""
            customers scored   {Customers:N0}
            predicted CLV      {PredictedClv:N2} in {Horizon} from {AsOf:yyyy-MM-dd}, {RangeCoverage:P0} range {PredictedClvLow:N2} to {PredictedClvHigh:N2}
            expected orders    {ExpectedOrders:N0}
            expected churners  {ExpectedChurners:N0} without a purchase in the horizon
            retention targets  {Targets:N0}, expected profit {TargetsExpectedProfit:N2}
            """
        )
        + (
            List is null
                ? ""
                : FormattableString.Invariant(
                    $"\nlist               {List.Customers:N0} customers, predicted CLV {List.PredictedClv:N2}, {List.Coverage:P0} range {List.Low:N2} to {List.High:N2}"
                )
        );
}

using ClvPredict.Scoring;

namespace ClvPredict.Cli.Verbs;

/// <summary>What clv score prints.</summary>
internal sealed record ScoreSummary(
    DateOnly AsOf,
    string Horizon,
    int Customers,
    double PredictedClv,
    double ExpectedOrders,
    double ExpectedChurners,
    int Targets,
    double TargetsExpectedProfit
)
{
    public static ScoreSummary Of(CustomerScores scores) =>
        new(
            scores.AsOf,
            scores.Horizon,
            scores.Customers.Length,
            scores.TotalPredictedClv,
            scores.Customers.Sum(c => (double)c.ExpectedOrders),
            scores.Customers.Sum(c => (double)c.ChurnProbability),
            scores.Customers.Count(c => c.RetentionTarget),
            scores.Targets.Sum(c => c.ExpectedProfitOfContact)
        );

    public string ToText() =>
        FormattableString.Invariant(
            $"""
            customers scored   {Customers:N0}
            predicted CLV      {PredictedClv:N2} in {Horizon} from {AsOf:yyyy-MM-dd}
            expected orders    {ExpectedOrders:N0}
            expected churners  {ExpectedChurners:N0} without a purchase in the horizon
            retention targets  {Targets:N0}, expected profit {TargetsExpectedProfit:N2}
            """
        );
}

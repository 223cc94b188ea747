using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Decisions.Experiments;
using ClvPredict.Scoring;
using static ClvPredict.Data.TableColumnType;

namespace ClvPredict.Decisions.Targeting;

/// <summary>Writes a list of targets, most profitable first, as CSV or Parquet; the columns are described in docs/targets.md.</summary>
public static class TargetFile
{
    private static readonly TableColumn[] s_columns =
    [
        new("customer_id", Text),
        new("target_rank", Whole),
        new("campaign", Text),
        new("group", Text),
        new("value_tier", Text),
        new("as_of", Day),
        new("horizon", Text),
        new("predicted_clv", Number32),
        new("churn_probability", Number32),
        new("savable_probability", Number64),
        new("clv_if_active", Number64),
        new("acceptance", Number64),
        new("expected_cost_of_contact", Number64),
        new("expected_profit_of_contact", Number64),
        new("max_offer_cost", Number64),
        new("cumulative_cost", Number64),
        new("cumulative_profit", Number64),
        new("reason_1", Text),
    ];

    /// <summary>Writes the list.</summary>
    /// <param name="scores">Scores with their list.</param>
    /// <param name="control">Per customer of the scores whether it is held out.</param>
    /// <param name="path">The file; .parquet is written as Parquet, everything else as CSV.</param>
    public static void Write(CustomerScores scores, ImmutableArray<bool> control, string path)
    {
        ArgumentNullException.ThrowIfNull(scores);
        TableWriter.Write(path, s_columns, table => WriteRows(table, scores, control));
    }

    /// <summary>Writes the list as CSV.</summary>
    /// <param name="scores">Scores with their list.</param>
    /// <param name="control">Per customer of the scores whether it is held out.</param>
    /// <param name="stream">Where it goes; left open.</param>
    public static void WriteCsv(CustomerScores scores, ImmutableArray<bool> control, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(scores);
        TableWriter.WriteCsv(stream, s_columns, table => WriteRows(table, scores, control));
    }

    private static void WriteRows(
        TableWriter table,
        CustomerScores scores,
        ImmutableArray<bool> control
    )
    {
        var plan = scores.Plan;
        var (cost, profit) = (0.0, 0.0);
        foreach (var i in plan.Targets())
        {
            var customer = scores.Customers[i];
            cost += plan.Cost[i];
            profit += plan.Profit[i];
            table.Text(customer.CustomerId);
            table.Whole(plan.Rank[i]);
            table.Text(plan.Economics.Campaigns[plan.Campaign[i]].Name);
            table.Text(control[i] ? ExperimentAssignment.Control : ExperimentAssignment.Treatment);
            table.Text(customer.ValueTier);
            table.Day(scores.AsOf);
            table.Text(scores.Horizon);
            table.Number(customer.PredictedClv);
            table.Number(customer.ChurnProbability);
            table.Number(plan.Prospects.SavableProbability[i]);
            table.Number(plan.Prospects.ValueIfActive[i]);
            table.Number(plan.Economics.Campaigns[plan.Campaign[i]].Acceptance);
            table.Number(plan.Cost[i]);
            table.Number(plan.Profit[i]);
            table.Number(plan.MaxOfferCost[i]);
            table.Number(cost);
            table.Number(profit);
            table.Text(customer.Reasons.Count > 0 ? customer.Reasons[0] : "");
            table.EndRow();
        }
    }
}

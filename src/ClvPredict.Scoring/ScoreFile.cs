using ClvPredict.Data;
using ClvPredict.Scoring.Parts;
using static ClvPredict.Data.TableColumnType;

namespace ClvPredict.Scoring;

/// <summary>Writes scores, one row a customer, as CSV or Parquet; the columns are described in docs/scores.md.</summary>
public static class ScoreFile
{
    private static readonly TableColumn[] s_columns =
    [
        new("customer_id", Text),
        new("as_of", Day),
        new("horizon", Text),
        new("predicted_clv", Number32),
        new("clv_median", Number64),
        new("clv_low", Number64),
        new("clv_high", Number64),
        new("expected_orders", Number32),
        new("expected_order_value", Number32),
        new("churn_probability", Number32),
        new("p_alive", Number64),
        new("next_order_date", Day),
        new("next_order_low", Day),
        new("next_order_high", Day),
        new("historic_value", Number64),
        new("total_clv", Number64),
        new("value_rank", Whole),
        new("value_percentile", Number64),
        new("value_tier", Text),
        new("lifecycle", Text),
        new("segment", Text),
        new("value_at_risk", Number64),
        new("retention_target", Flag),
        new("target_rank", Whole),
        new("expected_profit_of_contact", Number64),
        new("max_offer_cost", Number64),
        new("campaign", Text),
        new("evidence", Text),
        new("reason_1", Text),
        new("reason_2", Text),
        new("reason_3", Text),
        new("rung", Text),
        new("rfm", Text),
    ];

    /// <summary>The names of the columns, in their order.</summary>
    public static IEnumerable<string> ColumnNames => s_columns.Select(c => c.Name);

    /// <summary>What the columns hold, by name: those of scores, and those that parts have beside them
    /// (<see cref="ScoreParts"/>).</summary>
    public static IReadOnlyDictionary<string, TableColumnType> ColumnTypes =>
        ScorePartFile
            .Columns.ToArray()
            .ToDictionary(c => c.Name, c => c.Type, StringComparer.Ordinal);

    /// <summary>Writes all customers in the order of their ids.</summary>
    public static void Write(CustomerScores scores, string path)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Write(scores, scores.Customers, path);
    }

    /// <summary>Writes the retention list only, most profitable first, with the same columns.</summary>
    public static void WriteTargets(CustomerScores scores, string path)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Write(scores, scores.Targets, path);
    }

    private static void Write(
        CustomerScores scores,
        IEnumerable<CustomerScore> customers,
        string path
    )
    {
        var head = new ScoreHead(scores.AsOf, scores.Horizon, scores.Rung);
        Write(
            path,
            table =>
            {
                foreach (var customer in customers)
                    WriteRow(table, head, customer);
            }
        );
    }

    /// <summary>The columns.</summary>
    internal static ReadOnlySpan<TableColumn> Columns => s_columns;

    /// <summary>Writes a file row by row.</summary>
    internal static void Write(string path, Action<TableWriter> rows) =>
        TableWriter.Write(path, s_columns, rows);

    /// <summary>Writes a row.</summary>
    internal static void WriteRow(TableWriter table, ScoreHead head, CustomerScore c)
    {
        WriteCells(table, head, c);
        table.EndRow();
    }

    /// <summary>Writes a row without its end; what depends on the customer's place among all is left empty where it is not
    /// known.</summary>
    internal static void WriteCells(TableWriter table, ScoreHead head, CustomerScore c)
    {
        table.Text(c.CustomerId);
        table.Day(head.AsOf);
        table.Text(head.Horizon);
        table.Number(c.PredictedClv);
        table.Number(c.ClvMedian);
        table.Number(c.ClvLow);
        table.Number(c.ClvHigh);
        table.Number(c.ExpectedOrders);
        table.Number(c.ExpectedOrderValue);
        table.Number(c.ChurnProbability);
        table.Number(c.ProbabilityAlive);
        table.Day(c.NextOrderDate);
        table.Day(c.NextOrderLow);
        table.Day(c.NextOrderHigh);
        table.Number(c.HistoricValue);
        table.Number(c.TotalClv);
        table.Whole(c.IsPlaced ? c.ValueRank : null);
        table.Number(c.ValuePercentile);
        table.Text(c.ValueTier);
        table.Text(c.Lifecycle);
        table.Text(c.Segment);
        table.Number(c.ValueAtRisk);
        table.Flag(c.IsPlaced ? c.RetentionTarget : null);
        table.Whole(c.TargetRank);
        table.Number(c.ExpectedProfitOfContact);
        table.Number(c.MaxOfferCost);
        table.Text(c.Campaign);
        table.Text(c.Evidence);
        for (var i = 0; i < 3; i++)
            table.Text(i < c.Reasons.Count ? c.Reasons[i] : "");
        table.Text(head.Rung);
        table.Text(c.IsPlaced ? c.Rfm.ToString() : "");
    }
}

using System.Globalization;
using ClvPredict.Data;

namespace ClvPredict.Scoring;

/// <summary>Writes scores as CSV, one row a customer; the columns are described in docs/scores.md.</summary>
public static class ScoreFile
{
    private static readonly string[] s_columns =
    [
        "customer_id",
        "as_of",
        "horizon",
        "predicted_clv",
        "clv_median",
        "clv_low",
        "clv_high",
        "expected_orders",
        "expected_order_value",
        "churn_probability",
        "p_alive",
        "next_order_date",
        "next_order_low",
        "next_order_high",
        "historic_value",
        "total_clv",
        "value_rank",
        "value_percentile",
        "value_tier",
        "lifecycle",
        "segment",
        "value_at_risk",
        "retention_target",
        "target_rank",
        "expected_profit_of_contact",
        "max_offer_cost",
        "campaign",
        "evidence",
        "reason_1",
        "reason_2",
        "reason_3",
    ];

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
    ) =>
        AtomicFile.Write(
            path,
            stream =>
            {
                using var csv = new CsvWriter(stream);
                foreach (var column in s_columns)
                    csv.Write(column);
                csv.EndRow();
                foreach (var customer in customers)
                    WriteRow(csv, scores, customer);
            }
        );

    private static void WriteRow(CsvWriter csv, CustomerScores scores, CustomerScore c)
    {
        csv.Write(c.CustomerId);
        csv.Write(Text(scores.AsOf));
        csv.Write(scores.Horizon);
        csv.Write(c.PredictedClv);
        csv.Write(c.ClvMedian);
        csv.Write(c.ClvLow);
        csv.Write(c.ClvHigh);
        csv.Write(c.ExpectedOrders);
        csv.Write(c.ExpectedOrderValue);
        csv.Write(c.ChurnProbability);
        csv.Write(c.ProbabilityAlive);
        csv.Write(Text(c.NextOrderDate));
        csv.Write(Text(c.NextOrderLow));
        csv.Write(Text(c.NextOrderHigh));
        csv.Write(c.HistoricValue);
        csv.Write(c.TotalClv);
        csv.Write(c.ValueRank);
        csv.Write(c.ValuePercentile);
        csv.Write(c.ValueTier);
        csv.Write(c.Lifecycle);
        csv.Write(c.Segment);
        csv.Write(c.ValueAtRisk);
        csv.Write(c.RetentionTarget ? "true" : "false");
        csv.Write(c.TargetRank?.ToString(CultureInfo.InvariantCulture) ?? "");
        csv.Write(c.ExpectedProfitOfContact);
        csv.Write(c.MaxOfferCost);
        csv.Write(c.Campaign);
        csv.Write(c.Evidence);
        for (var i = 0; i < 3; i++)
            csv.Write(i < c.Reasons.Count ? c.Reasons[i] : "");
        csv.EndRow();
    }

    private static string Text(DateOnly? date) =>
        date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}

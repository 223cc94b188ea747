using ClvPredict.Data;

namespace ClvPredict.Decisions.Segments;

/// <summary>Writes segments, one row a customer, as CSV or Parquet; the columns are described in docs/segments.md.</summary>
public static class SegmentFile
{
    private static readonly TableColumn[] s_columns =
    [
        new("customer_id", TableColumnType.Text),
        new("as_of", TableColumnType.Day),
        new("value_tier", TableColumnType.Text),
        new("lifecycle", TableColumnType.Text),
        new("rfm_segment", TableColumnType.Text),
        new("r_score", TableColumnType.Whole),
        new("f_score", TableColumnType.Whole),
        new("m_score", TableColumnType.Whole),
        new("predicted_clv", TableColumnType.Number32),
        new("historic_value", TableColumnType.Number64),
        new("churn_probability", TableColumnType.Number32),
        new("p_alive", TableColumnType.Number64),
        .. SegmentNames.All.Select(f => new TableColumn(SegmentNames.Of(f), TableColumnType.Flag)),
        new("season_start", TableColumnType.Day),
        new("order_channel", TableColumnType.Text),
        new("preferred_channel", TableColumnType.Text),
        new("brand_awareness", TableColumnType.Text),
        new("loyalty_tier", TableColumnType.Text),
    ];

    /// <summary>Writes all customers in the order of their ids. Segments that the data cannot tell are empty.</summary>
    public static void Write(CustomerSegments segments, string path)
    {
        ArgumentNullException.ThrowIfNull(segments);
        TableWriter.Write(
            path,
            s_columns,
            table =>
            {
                foreach (var customer in segments.Customers)
                    WriteRow(table, segments, customer);
            }
        );
    }

    private static void WriteRow(TableWriter table, CustomerSegments segments, CustomerSegment c)
    {
        table.Text(c.Score.CustomerId);
        table.Day(segments.AsOf);
        table.Text(c.Score.ValueTier);
        table.Text(c.Score.Lifecycle);
        table.Text(c.Score.Segment);
        table.Whole(c.Score.Rfm.LastOrder);
        table.Whole(c.Score.Rfm.Orders);
        table.Whole(c.Score.Rfm.Spend);
        table.Number(c.Score.PredictedClv);
        table.Number(c.Score.HistoricValue);
        table.Number(c.Score.ChurnProbability);
        table.Number(c.Score.ProbabilityAlive);
        foreach (var flag in SegmentNames.All)
            table.Flag(segments.Known.HasFlag(flag) ? c.Is(flag) : null);
        table.Day(c.SeasonStart);
        table.Text(c.OrderChannel);
        table.Text(c.PreferredChannel);
        table.Text(c.BrandAwareness);
        table.Text(c.LoyaltyTier);
        table.EndRow();
    }
}

using ClvPredict.Data;
using static ClvPredict.Data.TableColumnType;

namespace ClvPredict.Scoring.Parts;

/// <summary>
/// The file of a part: the columns of <see cref="ScoreFile"/>, of which those that depend on the customers of other parts are
/// empty, then those that it takes to fill them in. A part without customers has one row without a customer id.
/// </summary>
internal static class ScorePartFile
{
    public const string PurchaseDays = "purchase_days";
    public const string DaysSinceLastOrder = "days_since_last_order";
    public const string RepeatOrders = "repeat_orders";
    public const string SpendTotal = "spend_total";
    public const string MeanOrderValue = "mean_order_value";
    public const string SavableProbability = "savable_probability";
    public const string DiscountShare = "discount_share";
    public const string Shard = "shard";
    public const string ShardRows = "shard_rows";
    public const string Model = "model";
    public const string RangeCoverage = "range_coverage";
    public const string Currency = "currency";

    // All parts of a run are read at once, a row group of each.
    private const int RowsPerGroup = 4096;

    private static readonly TableColumn[] s_columns =
    [
        .. ScoreFile.Columns,
        new(PurchaseDays, Whole),
        new(DaysSinceLastOrder, Number32),
        new(RepeatOrders, Number32),
        new(SpendTotal, Number32),
        new(MeanOrderValue, Number32),
        new(SavableProbability, Number64),
        new(DiscountShare, Number32),
        new(Shard, Text),
        new(ShardRows, Whole),
        new(Model, Text),
        new(RangeCoverage, Number64),
        new(Currency, Text),
    ];

    /// <summary>The columns.</summary>
    public static ReadOnlySpan<TableColumn> Columns => s_columns;

    /// <summary>Writes a part; the file appears under its name only when it is complete.</summary>
    /// <param name="path">The file (.csv or .parquet).</param>
    /// <param name="head">What part it is.</param>
    /// <param name="count">Number of customers.</param>
    /// <param name="scores">Them, in the order of their ids.</param>
    public static void Write(
        string path,
        ScorePartHead head,
        int count,
        IEnumerable<OwnScore> scores
    ) =>
        TableWriter.Write(
            path,
            s_columns,
            table =>
            {
                var rows = head.Rows;
                foreach (var score in scores)
                {
                    ScoreFile.WriteCells(table, rows, score.Unplaced());
                    table.Whole(score.PurchaseDays);
                    table.Number(score.DaysSinceLastOrder);
                    table.Number(score.RepeatOrders);
                    table.Number(score.SpendTotal);
                    table.Number(score.MeanOrderValue);
                    table.Number(score.SavableProbability);
                    table.Number(score.DiscountShare);
                    WriteHead(table, head, count);
                }
                if (count > 0)
                    return;
                WriteNobody(table, rows);
                WriteHead(table, head, count);
            },
            RowsPerGroup
        );

    private static void WriteHead(TableWriter table, ScorePartHead head, int count)
    {
        table.Text(head.ShardText);
        table.Whole(count);
        table.Text(head.Model);
        table.Number(head.RangeCoverage);
        table.Text(head.Currency);
        table.EndRow();
    }

    private static void WriteNobody(TableWriter table, ScoreHead head)
    {
        var last = Array.FindIndex(s_columns, c => c.Name == Shard);
        foreach (var column in s_columns.AsSpan(0, last))
        {
            if (column.Name == "as_of")
                table.Day(head.AsOf);
            else if (column.Name is "horizon" or "rung")
                table.Text(column.Name == "rung" ? head.Rung : head.Horizon);
            else if (column.Type == Text)
                table.Text("");
            else
                table.Whole(null);
        }
    }
}

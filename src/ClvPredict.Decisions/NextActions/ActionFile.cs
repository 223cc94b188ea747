using ClvPredict.Data;

namespace ClvPredict.Decisions.NextActions;

/// <summary>Writes actions, one row each, as CSV or Parquet; the columns are described in docs/actions.md.</summary>
public static class ActionFile
{
    private static readonly TableColumn[] s_columns =
    [
        new("customer_id", TableColumnType.Text),
        new("action", TableColumnType.Text),
        new("is_best", TableColumnType.Flag),
        new("kind_rank", TableColumnType.Whole),
        new("due_date", TableColumnType.Day),
        new("window_start", TableColumnType.Day),
        new("window_end", TableColumnType.Day),
        new("item", TableColumnType.Text),
        new("with_offer", TableColumnType.Flag),
        new("cost", TableColumnType.Number64),
        new("must_sell", TableColumnType.Number64),
        new("value_at_stake", TableColumnType.Number64),
        new("max_offer_cost", TableColumnType.Number64),
        new("expected_gain", TableColumnType.Number64),
        new("reason", TableColumnType.Text),
    ];

    /// <summary>Writes every action that is due.</summary>
    public static void Write(CustomerActions actions, string path)
    {
        ArgumentNullException.ThrowIfNull(actions);
        TableWriter.Write(
            path,
            s_columns,
            table =>
            {
                foreach (var action in actions.Due)
                {
                    table.Text(action.CustomerId);
                    table.Text(ActionTerms.Name(action.Kind));
                    table.Flag(action.IsBest);
                    table.Whole(action.KindRank);
                    table.Day(action.DueDate);
                    table.Day(action.WindowStart);
                    table.Day(action.WindowEnd);
                    table.Text(action.Item);
                    table.Flag(action.WithOffer);
                    table.Number(action.Cost);
                    table.Number(action.MustSell);
                    table.Number(action.ValueAtStake);
                    table.Number(action.MaxOfferCost);
                    table.Number(action.ExpectedGain);
                    table.Text(action.Reason);
                    table.EndRow();
                }
            }
        );
    }
}

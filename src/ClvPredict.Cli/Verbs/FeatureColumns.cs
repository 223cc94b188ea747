using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Package;

namespace ClvPredict.Cli.Verbs;

/// <summary>The columns that clv features writes: features, or what a zip's chain takes, and what came of the customers.</summary>
/// <param name="Model">The zip; null for all features.</param>
/// <param name="Basis">What a purchase is worth.</param>
/// <param name="OutcomesEnd">The first day that outcomes do not look at; null without them.</param>
internal sealed record FeatureColumns(ClvModel? Model, ValueBasis Basis, DateOnly? OutcomesEnd)
{
    // The writer has a group in memory, of some 100 columns.
    private const int RowsPerGroup = 1 << 15;

    private static readonly TableColumn[] s_outcomes =
    [
        new("holdout_value", TableColumnType.Number32),
        new("holdout_orders", TableColumnType.Number32),
        new("churned", TableColumnType.Flag),
    ];

    /// <summary>Refuses orders that end before the outcomes do.</summary>
    /// <exception cref="OrderDataException">They do.</exception>
    public void RequireUntil(DateOnly lastDay)
    {
        if (OutcomesEnd is { } end && end > lastDay.AddDays(1))
            throw new OrderDataException(
                $"The data ends on {lastDay:yyyy-MM-dd}, before the outcomes do on {end.AddDays(-1):yyyy-MM-dd}. Take an earlier --as-of or a shorter time."
            );
    }

    /// <summary>Names of the features, in order.</summary>
    public IReadOnlyList<string> Names(FeatureContract contract) =>
        Model?.Chain.InputColumns ?? contract.Names();

    /// <summary>The features of a table row by row, then the value and the orders of the outcomes.</summary>
    public IReadOnlyList<ReadOnlyMemory<float>> Of(
        CustomerHistories histories,
        FeatureTable table,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var columns = new List<ReadOnlyMemory<float>>();
        if (Model?.Inputs(table, threads, cancellationToken) is { } inputs)
            columns.AddRange(Model.Chain.InputColumns.Select(inputs.Column));
        else
            columns.AddRange(table.Columns);
        if (OutcomesEnd is { } end)
        {
            var holdout = HoldoutTargets.Read(histories, table, end, Basis);
            columns.Add(holdout.NetValue.Select(value => (float)value).ToArray());
            columns.Add(holdout.Orders.Select(orders => (float)orders).ToArray());
        }
        return columns;
    }

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="contract">The features.</param>
    /// <param name="writeRows">Is given a room for the numbers of a row, and what writes them with the customer's id.</param>
    public void Write(
        string path,
        FeatureContract contract,
        Action<float[], Action<string>> writeRows
    )
    {
        var names = Names(contract);
        TableWriter.Write(
            path,
            [
                new TableColumn("customer_id", TableColumnType.Text),
                .. names.Select(name => new TableColumn(name, TableColumnType.Number32)),
                .. OutcomesEnd is null ? [] : s_outcomes,
            ],
            writer =>
            {
                var row = new float[names.Count + (OutcomesEnd is null ? 0 : 2)];
                writeRows(
                    row,
                    id =>
                    {
                        writer.Text(id);
                        foreach (var number in row)
                            writer.Number(number);
                        if (OutcomesEnd is not null)
                            writer.Flag(row[^1] == 0);
                        writer.EndRow();
                    }
                );
            },
            RowsPerGroup
        );
    }
}

using ClvPredict.Features;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv features of customers in memory.</summary>
internal static class WholeFeatures
{
    /// <summary>Writes the features of every customer.</summary>
    /// <returns>Number of customers and of features.</returns>
    public static (int Customers, int Features) Write(
        Histories orders,
        FeatureColumns columns,
        string path,
        int threads,
        Output output,
        CancellationToken cancellationToken
    )
    {
        columns.RequireUntil(orders.Customers.LastDay);
        var contract =
            columns.Model?.Manifest.Features ?? FeatureContract.Learn(orders.Data, orders.AsOf);
        CustomerInput.Report(contract, orders.Data, output);
        var table = FeatureBuilder.Build(
            orders.Data,
            contract,
            [orders.AsOf],
            columns.Basis,
            threads,
            cancellationToken
        )[0];
        var numbers = columns.Of(orders.Customers, table, threads, cancellationToken);
        columns.Write(
            path,
            contract,
            (row, write) =>
            {
                for (var i = 0; i < table.RowCount; i++)
                {
                    for (var c = 0; c < row.Length; c++)
                        row[c] = numbers[c].Span[i];
                    write(orders.Customers.CustomerIds[table.Facts[i].Customer]);
                }
            }
        );
        return (table.RowCount, columns.Names(contract).Count);
    }
}

using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Features.Parts;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv features of orders that are larger than memory.</summary>
internal static class PartedFeatures
{
    private const int RowsPerCheck = 1024;

    /// <summary>Writes the features of every customer.</summary>
    /// <returns>Number of customers and of features.</returns>
    public static (int Customers, int Features) Write(
        OrderParts parts,
        DateOnly? asOf,
        FeatureColumns columns,
        string path,
        int threads,
        Output output,
        CancellationToken cancellationToken
    )
    {
        PartedScoring.ReportDisk(parts, output);
        var day = asOf ?? parts.LastDay.AddDays(1);
        Histories.RequireBefore(parts.FirstDay, day);
        columns.RequireUntil(parts.LastDay);
        var contract =
            columns.Model?.Manifest.Features
            ?? FeatureContract.Learn(parts, day, threads, cancellationToken);
        using var built = PartedFeatureBuilder.Build(
            parts,
            contract,
            day,
            (histories, table) => columns.Of(histories, table, threads: 1, cancellationToken),
            columns.Basis,
            threads,
            cancellationToken
        );
        Histories.ReportLate(built.LateLines, day, output);
        OrderInput.Report(parts.Report(), output);
        columns.Write(
            path,
            contract,
            (row, write) =>
            {
                using var rows = built.Open();
                for (var i = 0; rows.MoveNext(); i++)
                {
                    if (i % RowsPerCheck == 0)
                        cancellationToken.ThrowIfCancellationRequested();
                    rows.Current.CopyTo(row);
                    write(rows.Current.CustomerId);
                }
            }
        );
        return (built.Rows, columns.Names(contract).Count);
    }
}

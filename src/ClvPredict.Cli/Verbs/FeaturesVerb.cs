using System.CommandLine;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Package;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv features: the features of every customer, or exactly the columns that a model zip's chain takes.</summary>
internal static class FeaturesVerb
{
    public static Command Create()
    {
        var input = new OrderInput();
        var known = new CustomerInput();
        var file = new Option<string?>("--out")
        {
            Description = "Features, one row a customer (.csv or .parquet).",
        };
        var asOf = CommonOptions.Date(
            "--as-of",
            "First day that is not observed. Default: the day after the last order."
        );
        var model = new Option<string?>("--model")
        {
            Description =
                "Write customer_id and exactly the columns that this zip's ML.NET chain takes.",
        };
        var describe = new Option<bool>("--describe")
        {
            Description = "Print the table of all features instead (docs/features.md).",
        };
        var threads = CommonOptions.Threads();
        var verb = new Command("features", "Write the features of every customer at a cutoff.");
        input.AddTo(verb, optional: true);
        known.AddTo(verb);
        foreach (Option option in new Option[] { file, asOf, model, describe, threads })
            verb.Add(option);
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                if (parse.GetValue(describe))
                {
                    Console.Out.Write(FeatureCatalog.ToMarkdown());
                    return Task.FromResult(ExitCodes.Done);
                }
                var output = new Output(json: false);
                var path = OutputFiles.RequireTable(
                    parse.GetValue(file)
                        ?? throw new UsageException(
                            "--out FILE.csv or FILE.parquet says where to write the features."
                        )
                );
                var zip = parse.GetValue(model) is { } z
                    ? ModelPackage.Load(ModelFile.Find(z))
                    : null;
                var log = input.Read(parse, output, path, cancellationToken, parse.GetValue(asOf));
                var orders = known.Add(
                    parse,
                    Histories.Of(log, parse.GetValue(asOf), output, cancellationToken),
                    output,
                    cancellationToken
                );
                var contract =
                    zip?.Manifest.Features ?? FeatureContract.Learn(orders.Data, orders.AsOf);
                CustomerInput.Report(contract, orders.Data, output);
                var table = FeatureBuilder.Build(
                    orders.Data,
                    contract,
                    [orders.AsOf],
                    zip?.Manifest.ValueBasis ?? input.ValueBasis(parse),
                    parse.GetValue(threads),
                    cancellationToken
                )[0];
                var columns = zip is null
                    ? Catalog(table)
                    : ChainInputs(zip, table, parse.GetValue(threads), cancellationToken);
                Write(path, orders.Customers, table, columns);
                output.Report(
                    $"{table.RowCount} customers, {columns.Count} columns written to {path}"
                );
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }

    private static List<(string Name, ReadOnlyMemory<float> Values)> Catalog(FeatureTable table)
    {
        var columns = table.Columns;
        return [.. table.Names.Select((name, i) => (name, columns[i]))];
    }

    private static List<(string Name, ReadOnlyMemory<float> Values)> ChainInputs(
        ClvModel model,
        FeatureTable table,
        int threads,
        CancellationToken cancellationToken
    )
    {
        ModelInputs inputs = model.Inputs(table, threads, cancellationToken);
        return [.. model.Chain.InputColumns.Select(name => (name, inputs.Column(name)))];
    }

    private static void Write(
        string path,
        CustomerHistories customers,
        FeatureTable table,
        List<(string Name, ReadOnlyMemory<float> Values)> columns
    ) =>
        TableWriter.Write(
            path,
            [
                new TableColumn("customer_id", TableColumnType.Text),
                .. columns.Select(c => new TableColumn(c.Name, TableColumnType.Number32)),
            ],
            writer =>
            {
                for (var row = 0; row < table.RowCount; row++)
                {
                    writer.Text(customers.CustomerIds[table.Facts[row].Customer]);
                    foreach (var (_, values) in columns)
                        writer.Number(values.Span[row]);
                    writer.EndRow();
                }
            }
        );
}

using System.CommandLine;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Package;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv features: the features of every customer, or exactly the columns that a model zip's chain takes.</summary>
internal static class FeaturesVerb
{
    private static readonly TableColumn[] s_outcomes =
    [
        new("holdout_value", TableColumnType.Number32),
        new("holdout_orders", TableColumnType.Number32),
        new("churned", TableColumnType.Flag),
    ];

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
        var outcomes = new Option<Horizon?>("--outcomes")
        {
            Description =
                "Add what came of it in this time from the as-of day on (such as 180d): columns holdout_value, holdout_orders and churned, to train a model of your own on.",
            CustomParser = result => CommonOptions.ParseHorizon(result),
        };
        var describe = new Option<bool>("--describe")
        {
            Description = "Print the table of all features instead (docs/features.md).",
        };
        var threads = CommonOptions.Threads();
        var verb = new Command("features", "Write the features of every customer at a cutoff.");
        input.AddTo(verb, optional: true);
        known.AddTo(verb);
        foreach (Option option in new Option[] { file, asOf, model, outcomes, describe, threads })
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
                var horizon = parse.GetValue(outcomes);
                if (horizon is not null && parse.GetValue(asOf) is null)
                    throw new UsageException(
                        "--outcomes needs --as-of: the day on which the features end and the outcomes begin."
                    );
                var log = input.Read(
                    parse,
                    output,
                    path,
                    cancellationToken,
                    horizon is null ? parse.GetValue(asOf) : null
                );
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
                var holdout = horizon is { } time
                    ? Holdout(
                        orders,
                        table,
                        time.EndFrom(orders.AsOf),
                        zip?.Manifest.ValueBasis ?? input.ValueBasis(parse)
                    )
                    : null;
                Write(path, orders.Customers, table, columns, holdout);
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

    private static HoldoutTargets Holdout(
        Histories orders,
        FeatureTable table,
        DateOnly end,
        ValueBasis basis
    ) =>
        end <= orders.Customers.LastDay.AddDays(1)
            ? HoldoutTargets.Read(orders.Customers, table, end, basis)
            : throw new OrderDataException(
                $"The data ends on {orders.Customers.LastDay:yyyy-MM-dd}, before the outcomes do on {end.AddDays(-1):yyyy-MM-dd}. Take an earlier --as-of or a shorter time."
            );

    private static void Write(
        string path,
        CustomerHistories customers,
        FeatureTable table,
        List<(string Name, ReadOnlyMemory<float> Values)> columns,
        HoldoutTargets? holdout
    ) =>
        TableWriter.Write(
            path,
            [
                new TableColumn("customer_id", TableColumnType.Text),
                .. columns.Select(c => new TableColumn(c.Name, TableColumnType.Number32)),
                .. holdout is null ? [] : s_outcomes,
            ],
            writer =>
            {
                for (var row = 0; row < table.RowCount; row++)
                {
                    writer.Text(customers.CustomerIds[table.Facts[row].Customer]);
                    foreach (var (_, values) in columns)
                        writer.Number(values.Span[row]);
                    if (holdout is not null)
                    {
                        writer.Number((float)holdout.NetValue[row]);
                        writer.Number((float)holdout.Orders[row]);
                        writer.Flag(holdout.Orders[row] == 0);
                    }
                    writer.EndRow();
                }
            }
        );
}

using System.CommandLine;
using ClvPredict.Features;
using ClvPredict.Models.Package;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv features: the features of every customer, or exactly the columns that a model zip's chain takes.</summary>
internal static class FeaturesVerb
{
    public static Command Create()
    {
        var options = new FeaturesOptions();
        var verb = new Command("features", "Write the features of every customer at a cutoff.");
        options.AddTo(verb);
        verb.SetAction(
            (parse, cancellationToken) =>
                Task.FromResult(Run(options, parse, new Output(json: false), cancellationToken))
        );
        return verb;
    }

    private static int Run(
        FeaturesOptions options,
        ParseResult parse,
        Output output,
        CancellationToken cancellationToken
    )
    {
        if (parse.GetValue(options.Describe))
        {
            Console.Out.Write(FeatureCatalog.ToMarkdown());
            return ExitCodes.Done;
        }
        var path = options.OutputPath(parse);
        options.Check(parse);
        var zip = parse.GetValue(options.Model) is { } model
            ? ModelPackage.Load(ModelFile.Find(model))
            : null;
        var asOf = parse.GetValue(options.AsOf);
        var horizon = parse.GetValue(options.Outcomes);
        var columns = new FeatureColumns(
            zip,
            zip?.Manifest.ValueBasis ?? options.Orders.ValueBasis(parse),
            horizon?.EndFrom(asOf!.Value)
        );
        var threads = parse.GetValue(options.Threads);
        // Outcomes are read from the days that features do not look at.
        var before = horizon is null ? asOf : null;
        var bound = options.Memory.Read(parse, path);
        using var parts = bound is null
            ? null
            : options.Orders.ReadParts(parse, output, path, bound, cancellationToken, before);
        if (parts?.Log is { } log)
            OrderInput.Report(log.Report, output);
        var (customers, features) = parts is { Log: null }
            ? PartedFeatures.Write(parts, asOf, columns, path, threads, output, cancellationToken)
            : WholeFeatures.Write(
                options.Known.Add(
                    parse,
                    Histories.Of(
                        parts?.Log
                            ?? options.Orders.Read(parse, output, path, cancellationToken, before),
                        asOf,
                        output,
                        cancellationToken
                    ),
                    output,
                    cancellationToken
                ),
                columns,
                path,
                threads,
                output,
                cancellationToken
            );
        output.Report($"{customers} customers, {features} columns written to {path}");
        return ExitCodes.Done;
    }
}

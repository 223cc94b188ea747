using System.CommandLine;
using ClvPredict.Models.MlNet;
using ClvPredict.Models.Package;
using ClvPredict.Scoring.Parts;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv score: one row for every customer, and the retention list.</summary>
internal static class ScoreVerb
{
    public static Command Create()
    {
        var options = new ScoreOptions();
        var verb = new Command(
            "score",
            "Score every customer with a model zip (columns: docs/scores.md)."
        );
        options.AddTo(verb);
        verb.SetAction((parse, cancellationToken) => RunAsync(options, parse, cancellationToken));
        return verb;
    }

    private static Task<int> RunAsync(
        ScoreOptions options,
        ParseResult parse,
        CancellationToken cancellationToken
    )
    {
        var output = new Output(parse.GetValue(options.Json));
        options.Check(parse);
        var path = options.OutputPath(parse);
        var wanted = options.Wanted(parse, path);
        var zip = ModelFile.Find(parse.GetValue(options.Model)!);
        var archive = ModelArchive.Read(zip);
        if (FeatureModel.IsOne(archive))
        {
            options.CheckForFeatureModel(parse);
            return Task.FromResult(
                Features(
                    options,
                    parse,
                    FeatureModel.Load(archive),
                    path,
                    output,
                    cancellationToken
                )
            );
        }
        var scorer = ModelFile.Load(archive, parse.GetValue(options.Range));
        options.Orders.CheckBasis(parse, scorer.Model.Manifest);
        var bound = options.Memory.Read(parse, path);
        if (options.Orders.Shard(parse) is { } shard && !options.IsStream(parse))
        {
            var day = parse.GetValue(options.AsOf)!.Value;
            return Task.FromResult(
                new ShardScoring(
                    parse,
                    options.Orders,
                    options.Known,
                    bound,
                    ScoreParts.HeadOf(scorer.Model, ModelFile.Digest(zip), day, shard),
                    parse.GetValue(options.Threads),
                    parse.GetValue(options.Sorted) ? options.Memory.Folder(parse, path) : null
                ).Run(scorer.Model, path, output, cancellationToken)
            );
        }
        if (parse.GetValue(options.Sorted))
            return Task.FromResult(
                Sorted(options, parse, scorer.Model, wanted, output, cancellationToken)
            );
        return new WholeScoring(parse, options, zip, scorer, output).RunAsync(
            wanted,
            bound,
            cancellationToken
        );
    }

    private static int Features(
        ScoreOptions options,
        ParseResult parse,
        FeatureModel model,
        string path,
        Output output,
        CancellationToken cancellationToken
    )
    {
        var asOf = parse.GetValue(options.AsOf);
        var log = options.Orders.Read(parse, output, path, cancellationToken, asOf);
        var orders = options.Known.Add(
            parse,
            Histories.Of(log, asOf, output, cancellationToken),
            output,
            cancellationToken
        );
        output.Report("scoring");
        FeatureModelScoring.Run(
            model,
            orders,
            options.Orders.ValueBasis(parse),
            path,
            parse.GetValue(options.Threads),
            output,
            cancellationToken
        );
        return ExitCodes.Done;
    }

    private static int Sorted(
        ScoreOptions options,
        ParseResult parse,
        ClvModel model,
        ScoreOutput wanted,
        Output output,
        CancellationToken cancellationToken
    )
    {
        var arriving = new SortedScoring(
            parse,
            options.Orders,
            model,
            parse.GetValue(options.AsOf)!.Value,
            parse.GetValue(options.Threads),
            output
        );
        return options.IsStream(parse)
            ? arriving.Stream(cancellationToken)
            : arriving.Write(
                wanted,
                options.Memory.Folder(parse, wanted.ScoresPath),
                cancellationToken
            );
    }
}

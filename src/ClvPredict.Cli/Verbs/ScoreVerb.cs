using System.CommandLine;
using ClvPredict.Data;
using ClvPredict.Models.MlNet;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;
using ClvPredict.Scoring.Parts;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv score: one row for every customer, and the retention list.</summary>
internal static class ScoreVerb
{
    public static Command Create()
    {
        var input = new OrderInput();
        var known = new CustomerInput();
        var economics = new EconomicsSettings();
        var tiers = new TierSettings();
        var memory = new MemoryInput();
        var range = CommonOptions.Range();
        var model = new Option<string>("--model")
        {
            Description =
                "Model zip made by clv train, or by ML.NET on the columns of clv features (docs/mlnet.md).",
            Required = true,
        };
        var file = new Option<string>("--out")
        {
            Description =
                "Scores, one row a customer (.csv or .parquet); with --sorted also - for CSV on standard output, without what depends on all customers.",
            Required = true,
        };
        var targets = new Option<string?>("--targets")
        {
            Description = "Retention list, most profitable first (.csv or .parquet).",
        };
        var list = new Option<string?>("--list")
        {
            Description =
                "Customers whose total, with its range, is printed too: a CSV with a column customer_id.",
        };
        var sorted = new Option<bool>("--sorted")
        {
            Description =
                "The lines are sorted by customer_id, by bytes or as numbers (a database is asked to sort): score them as they arrive, in memory that does not grow with them. Needs --as-of.",
        };
        var asOf = CommonOptions.Date(
            "--as-of",
            "First day that is not observed. Default: the day after the last order."
        );
        var report = new ReportOption();
        var threads = CommonOptions.Threads();
        var json = CommonOptions.Json();
        var verb = new Command(
            "score",
            "Score every customer with a model zip (columns: docs/scores.md)."
        )
        {
            model,
            file,
            targets,
            list,
        };
        input.AddTo(verb);
        known.AddTo(verb);
        economics.AddTo(verb);
        tiers.AddTo(verb);
        report.AddTo(verb);
        verb.Add(sorted);
        memory.AddTo(verb);
        verb.Add(range);
        verb.Add(asOf);
        verb.Add(threads);
        verb.Add(json);
        verb.SetAction(
            async (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var isSorted = parse.GetValue(sorted);
                var isStream = isSorted && parse.GetValue(file) == SortedScoring.StandardOutput;
                var path = isStream
                    ? parse.GetValue(file)!
                    : OutputFiles.RequireTable(parse.GetValue(file)!);
                var reportFile = report.Path(parse);
                OutputFiles.RequireDistinct(path, parse.GetValue(targets), reportFile);
                var config = input.Config(parse);
                var costs = economics.Read(parse, config);
                var rule = tiers.Read(parse);
                var zip = ModelFile.Find(parse.GetValue(model)!);
                var archive = ModelArchive.Read(zip);
                var features = FeatureModel.IsOne(archive) ? FeatureModel.Load(archive) : null;
                if (
                    features is not null
                    && (parse.GetValue(targets) ?? parse.GetValue(list) ?? reportFile) is not null
                )
                    throw new UsageException(
                        "--targets, --list and --report need the probability of being alive and ranges, which an ML.NET model on features does not have."
                    );
                if (features is not null && (economics.IsGiven(parse) || IsGiven(parse, range)))
                    throw new UsageException(
                        "--range and the costs of an offer have no use with an ML.NET model on features: its score file has no ranges and no targets."
                    );
                if (features is not null && tiers.IsGiven(parse))
                    throw new UsageException(
                        "--tier-by, --tier-top and --tier-middle have no use with an ML.NET model on features: its tiers are shares of the customers."
                    );
                var listed = parse.GetValue(list) is { } ids ? Ids(ids).ToArray() : null;
                var scorer = features is null
                    ? ModelFile.Load(archive, parse.GetValue(range))
                    : null;
                if (scorer is not null)
                    input.CheckBasis(parse, scorer.Model.Manifest);
                var bound = memory.Read(parse, path);
                var shard = input.Shard(parse);
                if (
                    (bound is not null || shard is not null || isSorted)
                    && (scorer is null || reportFile is not null)
                )
                    throw new UsageException(
                        "--memory, --shard and --sorted need a model of clv train, since what an ML.NET model on features takes depends on all customers, and have no use for --report, which does too."
                    );
                if ((bound is not null || isSorted) && known.IsGiven(parse))
                    throw new UsageException(
                        "--memory and --sorted have no use for --customers and --events: they are held in memory. Score in shards (--shard i/n) instead."
                    );
                if (isSorted && parse.GetValue(asOf) is null)
                    throw new UsageException(
                        "--sorted needs --as-of: customers are scored before the last day of the orders is known."
                    );
                if (shard is not null && !isStream)
                {
                    if (
                        parse.GetValue(asOf) is not { } day
                        || (parse.GetValue(targets) ?? parse.GetValue(list)) is not null
                        || economics.IsGiven(parse)
                        || tiers.IsGiven(parse)
                    )
                        throw new UsageException(
                            "--shard needs --as-of, the same for all shards. Costs, --budget, tiers, --targets and --list look at all customers: give them to clv merge."
                        );
                    var head = ScoreParts.HeadOf(scorer!.Model, ModelFile.Digest(zip), day, shard);
                    return new ShardScoring(
                        parse,
                        input,
                        known,
                        bound,
                        head,
                        parse.GetValue(threads),
                        isSorted ? memory.Folder(parse, path) : null
                    ).Run(scorer.Model, path, output, cancellationToken);
                }
                var wanted = new ScoreOutput
                {
                    ScoresPath = path,
                    TargetsPath = parse.GetValue(targets),
                    Economics = costs,
                    Tiers = rule,
                    Listed = listed,
                };
                if (isSorted)
                {
                    var arriving = new SortedScoring(
                        parse,
                        input,
                        scorer!.Model,
                        parse.GetValue(asOf)!.Value,
                        parse.GetValue(threads),
                        output
                    );
                    if (!isStream)
                        return arriving.Write(
                            wanted,
                            memory.Folder(parse, path),
                            cancellationToken
                        );
                    if (
                        (parse.GetValue(targets) ?? parse.GetValue(list)) is not null
                        || economics.IsGiven(parse)
                        || tiers.IsGiven(parse)
                    )
                        throw new UsageException(
                            "--out - has no use for costs, --budget, tiers, --targets and --list, which look at all customers: name a file."
                        );
                    return arriving.Stream(cancellationToken);
                }
                using var parts = bound is null
                    ? null
                    : input.ReadParts(
                        parse,
                        output,
                        path,
                        bound,
                        cancellationToken,
                        parse.GetValue(asOf)
                    );
                if (parts is { Log: null })
                {
                    var all = ScoreSummary.Of(
                        PartedScoring
                            .Run(
                                scorer!.Model,
                                parts,
                                parse.GetValue(asOf),
                                parse.GetValue(threads),
                                output,
                                cancellationToken
                            )
                            .Write(wanted, cancellationToken)
                    );
                    output.Result(all, () => all.ToText());
                    return ExitCodes.Done;
                }
                var log =
                    parts?.Log
                    ?? input.Read(parse, output, path, cancellationToken, parse.GetValue(asOf));
                if (parts is not null)
                    OrderInput.Report(log.Report, output);
                var orders = known.Add(
                    parse,
                    Histories.Of(log, parse.GetValue(asOf), output, cancellationToken),
                    output,
                    cancellationToken
                );
                output.Report("scoring");
                if (scorer is null)
                {
                    FeatureModelScoring.Run(
                        features!,
                        orders,
                        input.ValueBasis(parse),
                        path,
                        parse.GetValue(threads),
                        output,
                        cancellationToken
                    );
                    return ExitCodes.Done;
                }
                var scores = scorer.Score(
                    orders.Data,
                    orders.AsOf,
                    costs,
                    parse.GetValue(threads),
                    cancellationToken
                );
                scores = TierSettings.Apply(rule, scores);
                // A list that is refused leaves no file behind.
                var summary = ScoreSummary.Of(
                    scores,
                    listed is null ? null : scores.TotalOf(listed)
                );
                ScoreFile.Write(scores, path);
                if (parse.GetValue(targets) is { } table)
                    ScoreFile.WriteTargets(scores, OutputFiles.RequireTable(table));
                await report.WriteAsync(
                    parse,
                    output,
                    () => new ScoredOrders(orders, zip, scorer, scores),
                    earlier => TierSettings.Apply(rule, earlier),
                    parse.GetValue(threads),
                    config,
                    cancellationToken
                );
                output.Result(summary, () => summary.ToText());
                return ExitCodes.Done;
            }
        );
        return verb;
    }

    internal static bool IsGiven(ParseResult parse, Option option) =>
        parse.GetResult(option) is { Implicit: false };

    private static IEnumerable<string> Ids(string path)
    {
        var table = CsvTable.Read(path);
        var column = table.IndexOf("customer_id");
        if (column < 0)
            throw new OrderDataException(
                $"{path} has no column customer_id; it has {string.Join(", ", table.Columns)}."
            );
        for (var row = 0; row < table.RowCount; row++)
            yield return table[row, column];
    }
}

using System.CommandLine;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Scoring.Parts;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv merge: the scores of all parts in one file, with ranks, tiers and the retention list over all customers.</summary>
internal static class MergeVerb
{
    public static Command Create()
    {
        var parts = new Argument<string[]>("PART")
        {
            Description = "Files written by clv score --shard i/n, all n of them in any order.",
            Arity = ArgumentArity.OneOrMore,
        };
        var file = new Option<string>("--out")
        {
            Description = "Scores, one row a customer (.csv or .parquet).",
            Required = true,
        };
        var targets = new Option<string?>("--targets")
        {
            Description = "Retention list, most profitable first (.csv or .parquet).",
        };
        var config = new Option<string?>("--config")
        {
            Description =
                "What the shop states about its campaigns; clv config init writes one to start from. Options win over it.",
            HelpName = "clv.json",
        };
        var economics = new EconomicsSettings();
        var tiers = new TierSettings();
        var json = CommonOptions.Json();
        var verb = new Command(
            "merge",
            "Bring the parts that clv score --shard wrote together: ranks, tiers and targets over all customers (docs/scale.md)."
        )
        {
            parts,
            file,
            targets,
            config,
        };
        economics.AddTo(verb);
        tiers.AddTo(verb);
        verb.Add(json);
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var paths = parse.GetValue(parts)!;
                var path = OutputFiles.RequireTable(parse.GetValue(file)!);
                var list = parse.GetValue(targets) is { } table
                    ? OutputFiles.RequireTable(table)
                    : null;
                OutputFiles.RequireDistinct(path, list);
                if (paths.FirstOrDefault(part => OutputFiles.IsOne(part, path, list)) is { } input)
                    throw new UsageException(
                        $"{input} is a part to merge, and named as an output."
                    );
                var totals = ScoreParts.Merge(
                    paths,
                    new ScoreOutput
                    {
                        ScoresPath = path,
                        TargetsPath = list,
                        Economics = economics.Read(
                            parse,
                            parse.GetValue(config) is { } shop
                                ? ShopConfig.Read(shop)
                                : new ShopConfig()
                        ),
                        Tiers = tiers.Read(parse),
                    },
                    cancellationToken
                );
                var summary = MergeSummary.Of(totals, paths.Length);
                output.Result(summary, () => summary.ToText());
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }
}

using System.CommandLine;
using ClvPredict.Scoring;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv score: one row for every customer, and the retention list.</summary>
internal static class ScoreVerb
{
    public static Command Create()
    {
        var input = new OrderInput();
        var known = new CustomerInput();
        var economics = new EconomicsSettings();
        var range = CommonOptions.Range();
        var model = new Option<string>("--model")
        {
            Description = "Model zip made by clv train.",
            Required = true,
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
        var asOf = CommonOptions.Date(
            "--as-of",
            "First day that is not observed. Default: the day after the last order."
        );
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
        };
        input.AddTo(verb);
        known.AddTo(verb);
        economics.AddTo(verb);
        verb.Add(range);
        verb.Add(asOf);
        verb.Add(threads);
        verb.Add(json);
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var path = OutputFiles.RequireTable(parse.GetValue(file)!);
                var scorer = ModelFile.Load(
                    ModelFile.Find(parse.GetValue(model)!),
                    parse.GetValue(range)
                );
                var log = input.Read(parse, output, path, cancellationToken, parse.GetValue(asOf));
                var orders = known.Add(
                    parse,
                    Histories.Of(log, parse.GetValue(asOf), output, cancellationToken),
                    output,
                    cancellationToken
                );
                output.Report("scoring");
                var scores = scorer.Score(
                    orders.Data,
                    orders.AsOf,
                    economics.Read(parse),
                    parse.GetValue(threads),
                    cancellationToken
                );
                ScoreFile.Write(scores, path);
                if (parse.GetValue(targets) is { } list)
                    ScoreFile.WriteTargets(scores, OutputFiles.RequireTable(list));
                var summary = ScoreSummary.Of(scores);
                output.Result(summary, () => summary.ToText());
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }
}

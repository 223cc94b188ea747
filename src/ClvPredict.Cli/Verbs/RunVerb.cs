using System.CommandLine;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv run: the main job in one command.</summary>
internal static class RunVerb
{
    public static Command Create()
    {
        var input = new OrderInput();
        var known = new CustomerInput();
        var settings = new TrainSettings();
        var economics = new EconomicsSettings();
        var language = new LanguageOption();
        var range = CommonOptions.Range();
        var folder = new Option<string>("--out")
        {
            Description = "Folder for everything written.",
            DefaultValueFactory = _ => "out",
        };
        var asOf = CommonOptions.Date(
            "--as-of",
            "First day that is not observed. Default: the day after the last order."
        );
        var json = CommonOptions.Json();
        var verb = new Command(
            "run",
            "The main job: read and check orders, train a model, score every customer, list retention targets, write a report."
        );
        input.AddTo(verb);
        known.AddTo(verb);
        settings.AddTo(verb);
        economics.AddTo(verb);
        language.AddTo(verb);
        verb.Add(range);
        verb.Add(folder);
        verb.Add(asOf);
        verb.Add(json);
        verb.SetAction(
            async (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var config = input.Config(parse);
                var options = settings.Read(parse, input.ValueBasis(parse), config);
                var costs = economics.Read(parse, config);
                var target = parse.GetValue(folder)!;
                Directory.CreateDirectory(target);
                var log = input.Read(
                    parse,
                    output,
                    Path.Combine(target, "orders"),
                    cancellationToken,
                    parse.GetValue(asOf)
                );
                var orders = known.Add(
                    parse,
                    Histories.Of(log, parse.GetValue(asOf), output, cancellationToken),
                    output,
                    cancellationToken
                );
                options = settings.WithMargin(parse, options, orders, config, output);
                var (model, _) = TrainingRun.Run(orders, options, output, cancellationToken);
                var zip = ModelPackage.Save(model, target);
                output.Report("scoring with " + zip);
                // The zip is loaded as any application would load it.
                var scorer = ModelFile.Load(zip, parse.GetValue(range));
                var scores = scorer.Score(
                    orders.Data,
                    orders.AsOf,
                    costs,
                    options.Threads,
                    cancellationToken
                );
                var (scoreFile, targetFile, reportFile) = (
                    Path.Combine(target, "scores.csv"),
                    Path.Combine(target, "targets.csv"),
                    Path.Combine(target, "report.html")
                );
                ScoreFile.Write(scores, scoreFile);
                ScoreFile.WriteTargets(scores, targetFile);
                var scored = new ScoredOrders(orders, zip, scorer, scores);
                await ReportFile.WriteAsync(
                    reportFile,
                    scored,
                    day => scored.On(day, options.Threads, cancellationToken),
                    config,
                    language.Read(parse, config),
                    options.Threads,
                    cancellationToken
                );
                var summary = ScoreSummary.Of(scores);
                output.Result(
                    new
                    {
                        Model = zip,
                        Scores = scoreFile,
                        Targets = targetFile,
                        Report = reportFile,
                        Summary = summary,
                    },
                    () =>
                        $"""
                            {TrainVerb.Describe(zip, model.Manifest)}
                            {summary.ToText()}
                            scores             {scoreFile}
                            targets            {targetFile}
                            report             {reportFile}
                            """
                );
                return ExitCodes.Done;
            }
        );
        return verb;
    }
}

using System.CommandLine;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv report: one HTML file about data, model and customers.</summary>
internal static class ReportVerb
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
            Description = "Report to write (HTML, needs nothing else).",
            Required = true,
        };
        var asOf = CommonOptions.Date(
            "--as-of",
            "First day that is not observed. Default: the day after the last order."
        );
        var threads = CommonOptions.Threads();
        var verb = new Command(
            "report",
            "Write a self-contained HTML report about data, model and customers."
        )
        {
            model,
            file,
        };
        input.AddTo(verb);
        known.AddTo(verb);
        economics.AddTo(verb);
        verb.Add(range);
        verb.Add(asOf);
        verb.Add(threads);
        verb.SetAction(
            async (parse, cancellationToken) =>
            {
                var output = new Output(json: false);
                var path = OutputFiles.RequireFolder(parse.GetValue(file)!);
                var zip = ModelFile.Find(parse.GetValue(model)!);
                var scorer = ModelFile.Load(zip, parse.GetValue(range));
                var log = input.Read(parse, output, path, cancellationToken, parse.GetValue(asOf));
                var orders = known.Add(
                    parse,
                    Histories.Of(log, parse.GetValue(asOf), output, cancellationToken),
                    output,
                    cancellationToken
                );
                var costs = economics.Read(parse);
                output.Report("scoring");
                var scores = scorer.Score(
                    orders.Data,
                    orders.AsOf,
                    costs,
                    parse.GetValue(threads),
                    cancellationToken
                );
                await ReportFile.WriteAsync(path, orders, zip, scorer.Model, scores);
                output.Report("report " + path);
                return ExitCodes.Done;
            }
        );
        return verb;
    }
}

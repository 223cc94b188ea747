using System.CommandLine;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv report: one HTML file about data, model and customers.</summary>
internal static class ReportVerb
{
    public static Command Create()
    {
        var input = new ScoringInput();
        var economics = new EconomicsSettings();
        var language = new LanguageOption();
        var file = new Option<string>("--out")
        {
            Description = "Report to write (HTML, needs nothing else).",
            Required = true,
        };
        var verb = new Command(
            "report",
            "Write a self-contained HTML report about data, model and customers."
        )
        {
            file,
        };
        input.AddTo(verb);
        economics.AddTo(verb);
        language.AddTo(verb);
        verb.SetAction(
            async (parse, cancellationToken) =>
            {
                var output = new Output(json: false);
                var path = OutputFiles.RequireFolder(parse.GetValue(file)!);
                var scored = input.Score(
                    parse,
                    output,
                    path,
                    economics.Read(parse, input.Config(parse)),
                    cancellationToken
                );
                await ReportFile.WriteAsync(
                    path,
                    scored,
                    day => input.ScoreAt(parse, scored, day, cancellationToken),
                    input.Config(parse),
                    language.Read(parse, input.Config(parse)),
                    input.Threads(parse),
                    cancellationToken
                );
                output.Report("report " + path);
                return ExitCodes.Done;
            }
        );
        return verb;
    }
}

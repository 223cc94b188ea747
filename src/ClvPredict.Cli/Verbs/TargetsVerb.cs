using System.CommandLine;
using ClvPredict.Decisions.Targeting;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv targets: whom to contact with which campaign, what it costs and earns, and who is held out.</summary>
internal static class TargetsVerb
{
    public static Command Create()
    {
        var input = new ScoringInput();
        var economics = new EconomicsSettings();
        var file = new Option<string>("--out")
        {
            Description = "Targets, most profitable first (.csv or .parquet).",
            Required = true,
        };
        var control = ExperimentOptions.Control();
        var salt = ExperimentOptions.Salt();
        var json = CommonOptions.Json();
        var verb = new Command(
            "targets",
            "List the customers whose contact pays, under budget and caps, with a control group (columns: docs/targets.md)."
        )
        {
            file,
        };
        input.AddTo(verb);
        economics.AddTo(verb);
        verb.Add(control);
        verb.Add(salt);
        verb.Add(json);
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var path = OutputFiles.RequireTable(parse.GetValue(file)!);
                var config = input.Config(parse);
                var scored = input.Score(
                    parse,
                    output,
                    path,
                    economics.Read(parse, config),
                    cancellationToken
                );
                var options = new TargetListOptions
                {
                    ControlShare = parse.GetValue(control) ?? config.ControlShare,
                    Salt = parse.GetValue(salt) ?? "",
                };
                var held = RetentionTargets.ControlGroup(scored.Scores, options);
                var targets = RetentionTargets.Of(scored.Scores, held, cancellationToken);
                TargetFile.Write(scored.Scores, held, path);
                output.Result(targets, targets.ToText);
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }
}

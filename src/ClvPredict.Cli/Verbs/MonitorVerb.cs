using System.CommandLine;
using ClvPredict.Decisions.Monitoring;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv monitor: new orders against what a model was trained on.</summary>
internal static class MonitorVerb
{
    private static readonly MonitorOptions s_defaults = new();

    public static Command Create()
    {
        var input = new ScoringInput();
        var economics = new EconomicsSettings();
        var earlier = new Option<string?>("--scores")
        {
            Description =
                "Earlier score file (.csv or .parquet) to compare the lists with. Default: the same model at its own as-of day.",
        };
        var cost = new Option<double>("--retrain-cost")
        {
            Description = "What a new training costs, in money.",
            DefaultValueFactory = _ => s_defaults.RetrainCost,
            CustomParser = CommonOptions.Amount,
        };
        var json = CommonOptions.Json();
        var verb = new Command(
            "monitor",
            "Compare new orders with what a model was trained on, in money and names: ok, watch or retrain (docs/monitoring.md)."
        )
        {
            earlier,
            cost,
            json,
        };
        input.AddTo(verb);
        economics.AddTo(verb);
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var then = parse.GetValue(earlier) is { } path ? EarlierScores.Read(path) : null;
                var costs = economics.Read(parse, input.Config(parse));
                var scored = input.Score(parse, output, null, costs, cancellationToken);
                output.Report("comparing with what the model was trained on");
                var result = ModelMonitor.Run(
                    scored.Scorer,
                    scored.Orders.Data,
                    scored.Scores,
                    then,
                    s_defaults with
                    {
                        RetrainCost = parse.GetValue(cost),
                    },
                    input.Threads(parse),
                    cancellationToken
                );
                output.Result(result, () => MonitoringText.Describe(result));
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }
}

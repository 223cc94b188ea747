using System.CommandLine;
using ClvPredict.Decisions.NextActions;
using ClvPredict.Decisions.Segments;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv actions: what to do next for whom, and why.</summary>
internal static class ActionsVerb
{
    private static readonly ActionOptions s_defaults = new();

    public static Command Create()
    {
        var input = new ScoringInput(knownIsForMore: true);
        var limits = new SegmentLimitsInput();
        var economics = new EconomicsSettings();
        var file = new Option<string?>("--out")
        {
            Description = "Everything that is due, one row an action (.csv or .parquet).",
        };
        var days = new Option<int>("--days")
        {
            Description = "Days from the as-of day in which an action must be due.",
            DefaultValueFactory = _ => s_defaults.Days,
            CustomParser = r => CommonOptions.Number(r, 1, 365),
        };
        var step = new Option<double>("--reward-step")
        {
            Description =
                "Spend that brings a reward. Default: a round amount near four times the median order value.",
            CustomParser = CommonOptions.Amount,
        };
        var json = CommonOptions.Json();
        var verb = new Command(
            "actions",
            "The next best action for every customer, and all that is due, with rule, day, money and reason (docs/actions.md)."
        );
        input.AddTo(verb);
        limits.AddTo(verb);
        economics.AddTo(verb);
        verb.Add(file);
        verb.Add(days);
        verb.Add(step);
        verb.Add(json);
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var options = limits.Read(parse);
                var path = parse.GetValue(file) is { } table
                    ? OutputFiles.RequireTable(table)
                    : null;
                var costs = economics.Read(parse, input.Config(parse));
                var scored = input.Score(parse, output, path, costs, cancellationToken);
                output.Report("finding what is due");
                var actions = CustomerActions.Find(
                    scored.Orders.Data,
                    scored.Scorer.Model,
                    CustomerSegments.Find(scored.Orders.Data, scored.Scores, options),
                    scored.Scores,
                    costs.Campaigns[0],
                    s_defaults with
                    {
                        Days = parse.GetValue(days),
                        RewardStep = parse.GetValue(step),
                    },
                    input.Threads(parse),
                    cancellationToken
                );
                if (path is not null)
                    ActionFile.Write(actions, path);
                var result = ActionsResult.Of(actions, scored.Zip, scored.Scores.Customers.Length);
                output.Result(result, result.ToText);
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }
}

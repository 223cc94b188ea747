using System.CommandLine;
using ClvPredict.Data;
using ClvPredict.Decisions.Experiments;
using ClvPredict.Features;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv experiment power: what groups of a size can find.</summary>
internal static class ExperimentPowerVerb
{
    public static Command Create()
    {
        var customers = ExperimentOptions.Customers();
        var input = new OrderInput();
        var control = ExperimentOptions.Control();
        var to = CommonOptions.Date(
            "--to",
            "End of the stretch of the past: the day after its last one."
        );
        var power = new PowerOptions();
        var json = CommonOptions.Json();
        var verb = new Command(
            "power",
            "Say which effect an experiment with these customers can find, from predictions, or from what they bought from --from to before --to."
        )
        {
            customers,
        };
        input.AddTo(verb, optional: true);
        verb.Add(control);
        verb.Add(to);
        power.AddTo(verb);
        verb.Add(json);
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var config = input.Config(parse);
                var share = ExperimentOptions.RequireShare(
                    parse.GetValue(control) ?? config.ControlShare,
                    config: null
                );
                var settings = power.Read(parse);
                if (input.HasOrders(parse) && !(parse.GetValue(to) > input.From(parse)))
                    throw new UsageException(
                        "With orders give the stretch of the past: --from DATE --to DATE, the latter after the former."
                    );
                var table = SubjectTable.Read(parse.GetValue(customers)!);
                var held = ExperimentAssignment
                    .Assign(table.Subjects, salt: "", share)
                    .Count(c => c);
                var spread = input.HasOrders(parse)
                    ? History(
                        table,
                        input.Read(parse, output, null, cancellationToken),
                        input.From(parse)!.Value,
                        parse.GetValue(to)!.Value,
                        config.Margin ?? 1,
                        input.ValueBasis(parse) == ValueBasis.Orders
                    )
                    : power.Spread(parse, table);
                var result = ExperimentPower.Of(
                    table.Subjects.Length - held,
                    held,
                    spread,
                    settings
                );
                output.Result(result, result.ToText);
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }

    private static OutcomeSpread History(
        SubjectTable table,
        OrderLog log,
        DateOnly from,
        DateOnly to,
        double margin,
        bool byOrders
    )
    {
        var histories = CustomerHistories.Build(log.Orders);
        ExperimentReadoutVerb.RequireCover(histories, to, allowPartial: false);
        var (values, _) = WindowOutcomes.Read(
            histories,
            [.. table.Subjects.Select(s => s.CustomerId)],
            from,
            to,
            byOrders
        );
        // Predictions made after the stretch have seen it: their correlation with it would promise too much.
        var known = table.AsOf is { } asOf && asOf <= from;
        return OutcomeSpread.OfHistory(
            [.. values.Select(v => v * margin)],
            [.. table.Subjects.Select(s => known ? s.PredictedClv : double.NaN)]
        );
    }
}

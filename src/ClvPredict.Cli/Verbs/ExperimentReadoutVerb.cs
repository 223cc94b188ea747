using System.Collections.Immutable;
using System.CommandLine;
using ClvPredict.Data;
using ClvPredict.Decisions.Experiments;
using ClvPredict.Features;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv experiment readout: what contacting customers has brought.</summary>
internal static class ExperimentReadoutVerb
{
    public static Command Create()
    {
        var assignment = new Argument<string>("ASSIGNMENT")
        {
            Description =
                "File of clv experiment assign or clv targets (.csv or .parquet): customer_id, group (treatment or control), stratum or value_tier, predicted_clv.",
        };
        var input = new OrderInput();
        var to = CommonOptions.Date("--to", "End of the window: the day after its last one.");
        to.Required = true;
        var confidence = new Option<double>("--confidence")
        {
            Description = "Coverage of the intervals.",
            DefaultValueFactory = _ => 0.95,
            CustomParser = r =>
            {
                var value = CommonOptions.Fraction(r, includeZero: false);
                if (value >= 1)
                    r.AddError("--confidence takes a number above 0 and below 1.");
                return value;
            },
        };
        var margin = new Option<double?>("--margin")
        {
            Description = "Margin on net value. Default: that of the config, or 1.",
            CustomParser = r => CommonOptions.Fraction(r, includeZero: false),
        };
        var partial = new Option<bool>("--allow-partial")
        {
            Description = "Read out although the orders end before the window does.",
        };
        var file = new Option<string?>("--out")
        {
            Description = "What each customer did (.csv or .parquet), for clv experiment uplift.",
        };
        var json = CommonOptions.Json();
        var verb = new Command(
            "readout",
            "Compare those contacted with those held out, from --from to before --to: orders and net value with intervals."
        )
        {
            assignment,
        };
        input.AddTo(verb);
        verb.Add(to);
        verb.Add(confidence);
        verb.Add(margin);
        verb.Add(partial);
        verb.Add(file);
        verb.Add(json);
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var path = parse.GetValue(file) is { } name ? OutputFiles.RequireTable(name) : null;
                var settings = new ReadoutSettings
                {
                    From =
                        input.From(parse)
                        ?? throw new UsageException(
                            "Give the first day of the window with --from."
                        ),
                    To = parse.GetValue(to)!.Value,
                    Confidence = parse.GetValue(confidence),
                    Margin = parse.GetValue(margin) ?? input.Config(parse).Margin ?? 1,
                };
                Validate(settings);
                var table = SubjectTable.Read(parse.GetValue(assignment)!);
                var groups = table.RequireGroups();
                var histories = CustomerHistories.Build(
                    input.Read(parse, output, null, cancellationToken).Orders,
                    cancellationToken
                );
                RequireCover(histories, settings.To, parse.GetValue(partial));
                var (values, days) = WindowOutcomes.Read(
                    histories,
                    [.. table.Subjects.Select(s => s.CustomerId)],
                    settings.From,
                    settings.To,
                    input.ValueBasis(parse) == ValueBasis.Orders
                );
                var outcomes = ImmutableArray.CreateBuilder<ExperimentOutcome>(values.Length);
                for (var i = 0; i < values.Length; i++)
                    outcomes.Add(
                        new(table.Subjects[i], groups[i], values[i] * settings.Margin, days[i])
                    );
                var done = outcomes.MoveToImmutable();
                var readout = ExperimentReadout.Of(
                    done,
                    settings,
                    ReadoutWarnings.Of(table, settings, histories.LastDay)
                );
                if (path is not null)
                    OutcomeFile.Write(done, path);
                output.Result(readout, readout.ToText);
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }

    /// <summary>Refuses a window that the orders do not cover: a readout before its end is a peek.</summary>
    internal static void RequireCover(CustomerHistories histories, DateOnly end, bool allowPartial)
    {
        if (histories.LastDay < end.AddDays(-1) && !allowPartial)
            throw new OrderDataException(
                FormattableString.Invariant(
                    $"The orders end on {histories.LastDay:yyyy-MM-dd}, before the window does ({end:yyyy-MM-dd}): wait for the rest, or give --allow-partial."
                )
            );
    }

    private static void Validate(ReadoutSettings settings)
    {
        try
        {
            settings.Validate();
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message, e);
        }
    }
}

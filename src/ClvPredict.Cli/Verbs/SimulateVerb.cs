using System.CommandLine;
using ClvPredict.Data;
using ClvPredict.Training.Simulation;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv simulate: a realistic order log with known truth.</summary>
internal static class SimulateVerb
{
    public static Command Create()
    {
        var defaults = new SimulationOptions();
        var output = new Option<string>("--out")
        {
            Description = "Order log to write (CSV).",
            Required = true,
        };
        var truth = new Option<string?>("--truth")
        {
            Description = "File for the truth per customer (CSV).",
        };
        var customers = new Option<int>("--customers")
        {
            Description = "How many customers.",
            DefaultValueFactory = _ => defaults.Customers,
            CustomParser = r => CommonOptions.Number(r, 1, 100_000_000),
        };
        var start = CommonOptions.Date(
            "--start",
            $"First day. Default: {defaults.Start:yyyy-MM-dd}."
        );
        var end = CommonOptions.Date(
            "--end",
            $"First day after the log. Default: {defaults.End:yyyy-MM-dd}."
        );
        var cutoff = CommonOptions.Date(
            "--truth-cutoff",
            "Cutoff of the true expectation. Default: the end."
        );
        var days = new Option<int>("--truth-days")
        {
            Description = "Horizon of the true expectation, in days.",
            DefaultValueFactory = _ => defaults.TruthHorizonDays,
            CustomParser = r => CommonOptions.Number(r, 1, 3650),
        };
        var seed = new Option<long>("--seed")
        {
            Description = "Seed of everything random.",
            DefaultValueFactory = _ => defaults.Seed,
        };
        var verb = new Command(
            "simulate",
            "Write a simulated order log, and the truth per customer (docs/simulator.md)."
        )
        {
            output,
            truth,
            customers,
            start,
            end,
            cutoff,
            days,
            seed,
        };
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var options = new SimulationOptions
                {
                    Customers = parse.GetValue(customers),
                    Start = parse.GetValue(start) ?? defaults.Start,
                    End = parse.GetValue(end) ?? defaults.End,
                    TruthCutoff = parse.GetValue(cutoff),
                    TruthHorizonDays = parse.GetValue(days),
                    Seed = parse.GetValue(seed),
                };
                try
                {
                    options.Validate();
                }
                catch (ArgumentException e)
                {
                    throw new UsageException(e.Message, e);
                }
                var simulator = new OrderSimulator(options);
                AtomicFile.Write(
                    parse.GetValue(output)!,
                    stream => simulator.WriteOrders(stream, cancellationToken)
                );
                if (parse.GetValue(truth) is { } path)
                    AtomicFile.Write(
                        path,
                        stream => simulator.WriteTruth(stream, cancellationToken)
                    );
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }
}

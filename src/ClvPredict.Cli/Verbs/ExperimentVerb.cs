using System.CommandLine;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv experiment: does contacting customers earn anything? Groups, power, readout, uplift.</summary>
internal static class ExperimentVerb
{
    public static Command Create() =>
        new(
            "experiment",
            "Show what contacting customers earns: draw groups, plan their size, compare them, learn who responds (docs/experiments.md)."
        )
        {
            ExperimentAssignVerb.Create(),
            ExperimentPowerVerb.Create(),
            ExperimentReadoutVerb.Create(),
            ExperimentUpliftVerb.Create(),
        };
}

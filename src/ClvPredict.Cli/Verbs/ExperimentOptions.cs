using System.CommandLine;
using ClvPredict.Decisions.Configuration;

namespace ClvPredict.Cli.Verbs;

/// <summary>Options of experiments that several verbs share.</summary>
internal static class ExperimentOptions
{
    public static Argument<string> Customers() =>
        new("CUSTOMERS")
        {
            Description =
                "Table (.csv or .parquet) with a column customer_id, such as scores or targets; with value_tier (or stratum), predicted_clv and churn_probability where there are.",
        };

    public static Option<double?> Control() =>
        new("--control")
        {
            Description =
                "Share held out as a control group, from 0 to below 1. Default: control_share of the config.",
            CustomParser = r =>
            {
                var share = CommonOptions.Fraction(r, includeZero: true);
                if (share >= 1)
                    r.AddError("--control takes a number from 0 to below 1.");
                return share;
            },
        };

    public static Option<string?> Salt() =>
        new("--salt")
        {
            Description =
                "Text that makes the draw of the groups another one for each experiment, such as its name.",
        };

    public static Option<string?> Config() =>
        new("--config") { Description = "Config with control_share and margin (docs/config.md)." };

    /// <summary>The share given, or that of the config; an experiment needs both groups.</summary>
    /// <exception cref="UsageException">There is none above 0.</exception>
    public static double RequireShare(double? given, string? config)
    {
        var share = given ?? (config is null ? 0 : ShopConfig.Read(config).ControlShare);
        return share > 0
            ? share
            : throw new UsageException(
                "An experiment needs a control group: give --control above 0, such as 0.2, or control_share in the config."
            );
    }
}

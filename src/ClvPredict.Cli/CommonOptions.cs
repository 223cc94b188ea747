using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ClvPredict.Features;
using ClvPredict.Models.Intervals;

namespace ClvPredict.Cli;

/// <summary>Options that several verbs share; each verb adds instances of its own.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() =>
        new("--json") { Description = "Print the result as JSON on standard output." };

    public static Option<int> Threads() =>
        new("--threads")
        {
            Description =
                "Threads to use; results do not depend on it. Default: the processors of the machine.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
            CustomParser = r => Number(r, 1, 1024),
        };

    /// <summary>Coverage of clv_low to clv_high, as a share.</summary>
    public static Option<double> Range() =>
        new("--range")
        {
            Description =
                "Percent of the customers that clv_low to clv_high shall hold: 50, 80, 90 or 95.",
            DefaultValueFactory = _ => IntervalTable.Nominal,
            CustomParser = ParseRange,
        };

    public static Option<ulong> Seed() =>
        new("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };

    public static Option<Horizon> Horizon() =>
        new("--horizon")
        {
            Description = "How far ahead to predict: a number and d, w, m (calendar months) or y.",
            DefaultValueFactory = _ => new Horizon(180, HorizonUnit.Days),
            CustomParser = ParseHorizon,
        };

    public static Option<DateOnly?> Date(string name, string description) =>
        new(name) { Description = description, CustomParser = ParseDate };

    public static Option<string> Currency() =>
        new("--currency")
        {
            Description = "Currency to show beside amounts, such as EUR.",
            DefaultValueFactory = _ => "",
        };

    public static double Fraction(ArgumentResult result, bool includeZero)
    {
        var value = Amount(result);
        if (value > 1 || (value == 0 && !includeZero))
            result.AddError(
                $"{Name(result)} takes a number {(includeZero ? "from 0" : "above 0")} to 1."
            );
        return value;
    }

    public static double Amount(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= 0
            && double.IsFinite(value)
        )
            return value;
        result.AddError($"{Name(result)} takes a number of at least 0, not \"{text}\".");
        return 0;
    }

    public static int Number(ArgumentResult result, int low, int high)
    {
        var text = result.Tokens[0].Value;
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= low
            && value <= high
        )
            return value;
        result.AddError(
            $"{Name(result)} takes a whole number from {low} to {high}, not \"{text}\"."
        );
        return low;
    }

    private static double ParseRange(ArgumentResult result)
    {
        var percent = Number(result, 1, 99);
        foreach (var level in IntervalTable.NominalLevels)
        {
            if (percent == (int)Math.Round(level * 100))
                return level;
        }
        result.AddError($"{Name(result)} takes 50, 80, 90 or 95.");
        return IntervalTable.Nominal;
    }

    public static Horizon ParseHorizon(ArgumentResult result)
    {
        try
        {
            return Features.Horizon.Parse(result.Tokens[0].Value);
        }
        catch (FormatException e)
        {
            result.AddError(e.Message);
            return default;
        }
    }

    private static DateOnly? ParseDate(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (
            DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
        )
            return date;
        result.AddError($"{Name(result)} takes a date such as 2025-01-31, not \"{text}\".");
        return null;
    }

    private static string Name(ArgumentResult result) =>
        (result.Parent as OptionResult)?.Option.Name ?? result.Argument.Name;

    /// <summary>Whether the command names an option, rather than leaving it at its default.</summary>
    public static bool IsGiven(ParseResult parse, Option option) =>
        parse.GetResult(option) is { Implicit: false };
}

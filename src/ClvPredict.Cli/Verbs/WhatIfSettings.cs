using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ClvPredict.Decisions.Economics;

namespace ClvPredict.Cli.Verbs;

/// <summary>The changes that clv economics is asked about, in percent.</summary>
internal sealed class WhatIfSettings
{
    private static readonly WhatIfChanges s_defaults = new();

    private readonly Option<double> _retention = Percent(
        "--retention-up",
        "the retention rate of a year",
        s_defaults.Retention
    );
    private readonly Option<double> _orderValue = Percent(
        "--order-value-up",
        "the order value",
        s_defaults.OrderValue
    );
    private readonly Option<double> _frequency = Percent(
        "--frequency-up",
        "the orders a year",
        s_defaults.Frequency
    );
    private readonly Option<double> _margin = Percent(
        "--margin-up",
        "the margin",
        s_defaults.Margin
    );
    private readonly Option<double> _affected = Share(
        "--affected",
        "What if: share of the customers who have a bad experience, 0 to 1."
    );
    private readonly Option<double> _stop = Share(
        "--stop",
        "Share of those affected who stop buying, 0 to 1."
    );
    private readonly Option<double> _told = new("--told")
    {
        Description = "People whom each of those affected tells.",
        CustomParser = CommonOptions.Amount,
    };
    private readonly Option<double> _putOff = Share(
        "--put-off",
        "Share of the people told who would have become customers and do not, 0 to 1."
    );

    public void AddTo(Command verb)
    {
        foreach (
            var option in new[]
            {
                _retention,
                _orderValue,
                _frequency,
                _margin,
                _affected,
                _stop,
                _told,
                _putOff,
            }
        )
            verb.Add(option);
    }

    public WhatIfChanges Read(ParseResult parse)
    {
        if (
            parse.GetValue(_affected) == 0
            && new[] { _stop, _told, _putOff }.Any(o => CommonOptions.IsGiven(parse, o))
        )
            throw new UsageException("--stop, --told and --put-off need --affected.");
        return new WhatIfChanges
        {
            Retention = parse.GetValue(_retention) / 100,
            OrderValue = parse.GetValue(_orderValue) / 100,
            Frequency = parse.GetValue(_frequency) / 100,
            Margin = parse.GetValue(_margin) / 100,
            Affected = parse.GetValue(_affected),
            Stop = parse.GetValue(_stop),
            Told = parse.GetValue(_told),
            PutOff = parse.GetValue(_putOff),
        };
    }

    private static Option<double> Percent(string name, string what, double value) =>
        new(name)
        {
            Description = $"What if: {what} up by so many percent; negative is down.",
            DefaultValueFactory = _ => 100 * value,
            HelpName = "percent",
            CustomParser = ParsePercent,
        };

    private static Option<double> Share(string name, string description) =>
        new(name)
        {
            Description = description,
            CustomParser = r => CommonOptions.Fraction(r, includeZero: true),
        };

    private static double ParsePercent(ArgumentResult result)
    {
        if (
            double.TryParse(
                result.Tokens[0].Value,
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var percent
            ) && percent is > -100 and <= 10_000
        )
            return percent;
        result.AddError(
            $"{((OptionResult)result.Parent!).Option.Name} takes percent, above -100 and at most 10,000."
        );
        return 0;
    }
}

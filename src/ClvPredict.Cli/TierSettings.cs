using System.CommandLine;
using ClvPredict.Scoring;

namespace ClvPredict.Cli;

/// <summary>How customers are divided into value tiers, the same on every verb that shows them.</summary>
internal sealed class TierSettings
{
    private static readonly TierRule s_defaults = new();

    private readonly Option<string> _by = new("--tier-by")
    {
        Description =
            "What the tiers' shares are shares of: customers, or value (the sum of predicted CLV).",
        DefaultValueFactory = _ => "customers",
    };
    private readonly Option<double> _top = Share(
        "--tier-top",
        "Share of the top value tier, above 0.",
        s_defaults.Top
    );
    private readonly Option<double> _middle = Share(
        "--tier-middle",
        "Share of the middle value tier; the rest is base.",
        s_defaults.Middle
    );

    public void AddTo(Command verb)
    {
        _by.AcceptOnlyFromAmong("customers", "value");
        verb.Add(_by);
        verb.Add(_top);
        verb.Add(_middle);
    }

    /// <summary>Whether the user has set one of them.</summary>
    public bool IsGiven(ParseResult parse) =>
        new Option[] { _by, _top, _middle }.Any(option => CommonOptions.IsGiven(parse, option));

    /// <summary>The rule that the options state.</summary>
    /// <exception cref="UsageException">The shares are more than 1 together.</exception>
    public TierRule Read(ParseResult parse)
    {
        var rule = s_defaults with
        {
            By = parse.GetValue(_by) == "value" ? TierBasis.Value : TierBasis.Customers,
            Top = parse.GetValue(_top),
            Middle = parse.GetValue(_middle),
        };
        try
        {
            rule.Validate();
            return rule;
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message, e);
        }
    }

    /// <summary>Scores with the tiers of a rule.</summary>
    public static CustomerScores Apply(TierRule rule, CustomerScores scores) =>
        rule == s_defaults ? scores : scores.WithTiers(rule);

    private static Option<double> Share(string name, string description, double value) =>
        new(name)
        {
            Description = description,
            DefaultValueFactory = _ => value,
            CustomParser = r => CommonOptions.Fraction(r, includeZero: name == "--tier-middle"),
        };
}

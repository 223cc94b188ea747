using System.CommandLine;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Scoring;

namespace ClvPredict.Cli.Verbs;

/// <summary>What a retention offer costs and how often it works.</summary>
internal sealed class EconomicsSettings
{
    private static readonly RetentionEconomics s_defaults = new();

    private readonly Option<double> _contactCost = Amount(
        "--contact-cost",
        "Cost of contacting one customer.",
        s_defaults.ContactCost
    );
    private readonly Option<double> _offerCost = Amount(
        "--offer-cost",
        "Cost of the offer where it is taken.",
        s_defaults.OfferCost
    );
    private readonly Option<double> _acceptance = new("--acceptance")
    {
        Description = "Probability that a would-be churner who gets the offer stays, 0 to 1.",
        DefaultValueFactory = _ => s_defaults.Acceptance,
        CustomParser = r => CommonOptions.Fraction(r, includeZero: true),
    };
    private readonly Option<double?> _budget = new("--budget")
    {
        Description = "Most that the list may cost in expectation. Default: no limit.",
        CustomParser = r => CommonOptions.Amount(r),
    };

    public void AddTo(Command verb)
    {
        verb.Add(_contactCost);
        verb.Add(_offerCost);
        verb.Add(_acceptance);
        verb.Add(_budget);
    }

    /// <summary>Whether the user has set one of them.</summary>
    public bool IsGiven(ParseResult parse) =>
        new Option[] { _contactCost, _offerCost, _acceptance, _budget }.Any(option =>
            ScoreVerb.IsGiven(parse, option)
        );

    /// <summary>The options; where one is not given, the first campaign of the config.</summary>
    public RetentionEconomics Read(ParseResult parse, ShopConfig config)
    {
        var campaign = config.Campaigns.IsEmpty ? null : config.Campaigns[0];
        return s_defaults with
        {
            ContactCost = Value(_contactCost, campaign?.ContactCost),
            OfferCost = Value(_offerCost, campaign?.OfferCost),
            Acceptance = Value(_acceptance, campaign?.Acceptance?.Mean),
            Budget = parse.GetValue(_budget) ?? config.Budget,
            Campaign = campaign?.Name ?? s_defaults.Campaign,
        };

        double Value(Option<double> option, double? configured) =>
            configured is { } value && !ScoreVerb.IsGiven(parse, option)
                ? value
                : parse.GetValue(option);
    }

    private static Option<double> Amount(string name, string description, double value) =>
        new(name)
        {
            Description = description,
            DefaultValueFactory = _ => value,
            CustomParser = CommonOptions.Amount,
        };
}

using System.CommandLine;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Decisions.Targeting;
using ClvPredict.Scoring;

namespace ClvPredict.Cli.Verbs;

/// <summary>What a retention offer costs and how often it works.</summary>
internal sealed class EconomicsSettings
{
    private static readonly RetentionCampaign s_defaults = new();

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
            CommonOptions.IsGiven(parse, option)
        );

    /// <summary>The campaigns of the config; the options, where given, are those of the first one.</summary>
    /// <exception cref="UsageException">Options and config together are out of range.</exception>
    public RetentionEconomics Read(ParseResult parse, ShopConfig config)
    {
        var configured = ConfiguredCampaigns.Of(config);
        var first = configured.Campaigns[0];
        first = first with
        {
            ContactCost = Value(_contactCost, first.ContactCost),
            OfferCost = Value(_offerCost, first.OfferCost),
            Acceptance = Value(_acceptance, first.Acceptance),
        };
        var economics = configured with
        {
            Campaigns = configured.Campaigns.SetItem(0, first),
            Budget = parse.GetValue(_budget) ?? configured.Budget,
        };
        try
        {
            economics.Validate();
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message, e);
        }
        return economics;

        double Value(Option<double> option, double otherwise) =>
            CommonOptions.IsGiven(parse, option) ? parse.GetValue(option) : otherwise;
    }

    private static Option<double> Amount(string name, string description, double value) =>
        new(name)
        {
            Description = description,
            DefaultValueFactory = _ => value,
            CustomParser = CommonOptions.Amount,
        };
}

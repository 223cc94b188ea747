using System.Collections.Immutable;
using ClvPredict.Features;

namespace ClvPredict.Decisions.Configuration;

/// <summary>
/// What a shop states about its money, once for all commands: the file clv.json (docs/config.md). Everything is optional;
/// what is not stated has the value of a new instance.
/// </summary>
public sealed record ShopConfig
{
    /// <summary>Codes of the languages that reports can be in, English first.</summary>
    public static ImmutableArray<string> Languages { get; } = ["en", "fa", "ar", "th", "ms"];

    /// <summary>Language of reports, one of <see cref="Languages"/>; null when not stated.</summary>
    public string? Language { get; init; }

    /// <summary>Currency to show beside amounts, such as EUR; empty when not stated.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Margin on net value, above 0 and at most 1; null when not stated or when it comes from the costs.</summary>
    public double? Margin { get; init; }

    /// <summary>Whether the margin is what the cost or margin column of the orders shows.</summary>
    public bool MarginFromCosts { get; init; }

    /// <summary>How far ahead models predict; null when not stated.</summary>
    public Horizon? Horizon { get; init; }

    /// <summary>Rate a year at which money to come is discounted, 0..1; 0 by default.</summary>
    public double DiscountRate { get; init; }

    /// <summary>What a new customer costs; null when not stated.</summary>
    public AcquisitionCosts? Acquisition { get; init; }

    /// <summary>Offers that may be made to customers, the first one being the default; empty when not stated.</summary>
    public ImmutableArray<CampaignTerms> Campaigns { get; init; } = [];

    /// <summary>Most that all contacts together may cost in expectation, in money; infinite when not stated.</summary>
    public double Budget { get; init; } = double.PositiveInfinity;

    /// <summary>Share of the targets held out as a control group, from 0 to below 1; 0 by default.</summary>
    public double ControlShare { get; init; }

    /// <summary>Month in which the fiscal year starts, 1..12; January by default.</summary>
    public int FiscalYearStart { get; init; } = 1;

    /// <summary>Which column of the orders plays a role, as <c>--map</c> says it.</summary>
    public ImmutableSortedDictionary<string, string> Columns { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Reads and validates a config; comments and trailing commas are allowed.</summary>
    /// <exception cref="ShopConfigException">The file cannot be read or has faults; the message lists all of them.</exception>
    public static ShopConfig Read(string path) => ShopConfigReader.Read(path);

    /// <summary>Reads and validates the text of a config.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="ShopConfigException">The text has faults; the message lists all of them.</exception>
    public static ShopConfig Parse(string json, string name = "config") =>
        ShopConfigReader.Parse(json, name);
}

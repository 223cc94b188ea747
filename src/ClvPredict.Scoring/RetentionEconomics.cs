using System.Collections.Immutable;

namespace ClvPredict.Scoring;

/// <summary>What keeping customers may cost: the campaigns among which each customer gets at most one, and their bounds. Every default
/// is here or at <see cref="RetentionCampaign"/>.</summary>
public sealed record RetentionEconomics
{
    /// <summary>Discounts of at most this share of the spend are none: whoever had no more pays full price.</summary>
    public const double DefaultFullPriceDiscountShare = 0.005;

    /// <summary>The campaigns, at least one, with names of their own.</summary>
    public ImmutableArray<RetentionCampaign> Campaigns { get; init; } = [new()];

    /// <summary>Most that the whole list may cost in expectation, in money; infinite by default.</summary>
    public double Budget { get; init; } = double.PositiveInfinity;

    /// <summary>A customer whose discounts are at most this share of the spend is a full-price buyer, 0..1.</summary>
    public double FullPriceDiscountShare { get; init; } = DefaultFullPriceDiscountShare;

    /// <summary>A customer with at most this churn probability is a sure stayer, 0..1.</summary>
    public double SureStayerChurn { get; init; } = 0.1;

    /// <summary>Refuses values out of range, all faults at once.</summary>
    /// <exception cref="ArgumentException">One or more values are out of range.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (Campaigns.IsDefaultOrEmpty)
            faults.Add("There is no campaign; at least one is needed.");
        else
        {
            foreach (var campaign in Campaigns)
                campaign.AddFaults(faults);
            if (
                Campaigns.Select(c => c.Name).Distinct(StringComparer.Ordinal).Count()
                < Campaigns.Length
            )
                faults.Add("Two campaigns have one name.");
        }
        if (!(Budget >= 0))
            faults.Add(FormattableString.Invariant($"Budget is {Budget}; it must be at least 0."));
        Share(nameof(FullPriceDiscountShare), FullPriceDiscountShare);
        Share(nameof(SureStayerChurn), SureStayerChurn);
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults));

        void Share(string name, double value)
        {
            if (!(value >= 0 && value <= 1))
                faults.Add(
                    FormattableString.Invariant($"{name} is {value}; it must lie between 0 and 1.")
                );
        }
    }
}

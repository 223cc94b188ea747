using System.Collections.Immutable;

namespace ClvPredict.Decisions.Configuration;

/// <summary>What a new customer costs (customer acquisition cost, CAC), by where the customer comes from.</summary>
public sealed record AcquisitionCosts
{
    /// <summary>The column of the first order that <see cref="Costs"/> names: channel, campaign, country, category or product.</summary>
    public string By { get; init; } = "channel";

    /// <summary>Cost of one new customer in money, at least 0, by the value of that column.</summary>
    public ImmutableSortedDictionary<string, double> Costs { get; init; } =
        ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Cost of one new customer who comes from elsewhere, at least 0; null when it is not known.</summary>
    public double? Default { get; init; }

    /// <summary>Cost of one new customer from a source; null when it is not known.</summary>
    public double? Of(string source) => Costs.TryGetValue(source, out var cost) ? cost : Default;
}

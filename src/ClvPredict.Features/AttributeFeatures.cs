using System.Collections.Immutable;

namespace ClvPredict.Features;

/// <summary>The features that a model takes from attributes of customers, by the names of their columns there.</summary>
/// <param name="Numbers">Columns of numbers.</param>
/// <param name="Categories">Columns of texts.</param>
public sealed record AttributeFeatures(
    ImmutableArray<string> Numbers,
    ImmutableArray<CategoryFeature> Categories
)
{
    /// <summary>What the names of all of them start with.</summary>
    public const string Prefix = "customer_";

    /// <summary>Names of the feature columns, in order.</summary>
    public IEnumerable<string> Columns =>
        [
            .. Numbers.Select(n => Prefix + n),
            .. Categories.SelectMany(c => c.Columns).Select(n => Prefix + n),
        ];
}

using System.Collections.Immutable;

namespace ClvPredict.Features;

/// <summary>The features that a model takes from events of customers: the same for each type.</summary>
/// <param name="Types">Listed types, sorted by ordinal comparison; all others share the features of one more.</param>
/// <param name="HasAmounts">Whether the events carry a number.</param>
public sealed record EventFeatures(ImmutableArray<string> Types, bool HasAmounts)
{
    /// <summary>Columns a type.</summary>
    internal int ColumnsPerType => HasAmounts ? 5 : 4;

    /// <summary>Names of the feature columns, in order.</summary>
    public IEnumerable<string> Columns => Types.Append(CategoryFeature.Other).SelectMany(Names);

    private IEnumerable<string> Names(string type)
    {
        yield return $"event_{type}_30d";
        yield return $"event_{type}_90d";
        yield return $"event_{type}_all";
        yield return $"event_{type}_days_since_last";
        if (HasAmounts)
            yield return $"event_{type}_value";
    }
}

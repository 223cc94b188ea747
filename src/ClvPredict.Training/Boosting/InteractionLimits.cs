using System.Collections.Immutable;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// Which features may follow on which in a tree: all on the way to a leaf must share a set. A path is known by the sets that
/// hold all its features, a bit each.
/// </summary>
internal sealed class InteractionLimits
{
    /// <summary>A path without a split.</summary>
    public const ulong AllSets = ulong.MaxValue;

    private readonly ulong[] _setsOf;

    /// <summary>Reads <see cref="BoostingOptions.Interactions"/>.</summary>
    /// <exception cref="ArgumentException">Too many sets, no such feature, or a feature in none.</exception>
    public InteractionLimits(ImmutableArray<ImmutableArray<int>> sets, int featureCount)
    {
        _setsOf = new ulong[featureCount];
        if (sets.IsDefaultOrEmpty)
        {
            _setsOf.AsSpan().Fill(AllSets);
            return;
        }
        const int MaxSets = 64;
        if (sets.Length > MaxSets)
            throw Refusal($"has {sets.Length} sets; at most {MaxSets} are possible");
        for (var set = 0; set < sets.Length; set++)
        {
            foreach (var feature in sets[set])
            {
                if ((uint)feature >= (uint)featureCount)
                    throw Refusal($"names feature {feature} of {featureCount}");
                _setsOf[feature] |= 1UL << set;
            }
        }
        if (Array.IndexOf(_setsOf, 0UL) is var left and >= 0)
            throw Refusal($"has no set with feature {left}; every feature must be in one");

        static ArgumentException Refusal(string fault) =>
            new($"{nameof(BoostingOptions.Interactions)} {fault}", nameof(sets));
    }

    /// <summary>Whether a path with these sets may be split by a feature.</summary>
    public bool Allows(ulong sets, int feature) => (sets & _setsOf[feature]) != 0;

    /// <summary>The sets of a path after a split by a feature.</summary>
    public ulong After(ulong sets, int feature) => sets & _setsOf[feature];
}

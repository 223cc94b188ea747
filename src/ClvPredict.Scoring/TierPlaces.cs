namespace ClvPredict.Scoring;

/// <summary>Where the value tiers end, as ranks by predicted CLV.</summary>
/// <param name="Top">The last rank of the top tier; 0 without one.</param>
/// <param name="Middle">The last rank of the middle tier, at least <paramref name="Top"/>.</param>
internal readonly record struct TierPlaces(int Top, int Middle)
{
    /// <summary>The tier of a rank.</summary>
    public string Of(int rank) =>
        TierRule.Names[
            rank <= Top ? 0
            : rank <= Middle ? 1
            : 2
        ];
}

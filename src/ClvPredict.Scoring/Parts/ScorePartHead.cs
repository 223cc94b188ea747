using System.Globalization;
using ClvPredict.Data;

namespace ClvPredict.Scoring.Parts;

/// <summary>What the rows of a part have in common: the parts of one run differ in the shard alone.</summary>
/// <param name="Shard">Which part of how many.</param>
/// <param name="AsOf">The first day not observed.</param>
/// <param name="Horizon">How far ahead is predicted, such as 180d.</param>
/// <param name="Rung">What predicted CLV comes from.</param>
/// <param name="Model">Digest of the model zip.</param>
/// <param name="RangeCoverage">Share of the customers meant to lie in their ranges.</param>
public sealed record ScorePartHead(
    CustomerShard Shard,
    DateOnly AsOf,
    string Horizon,
    string Rung,
    string Model,
    double RangeCoverage
)
{
    /// <summary>Currency that the orders of the part are in; empty where nothing says it.</summary>
    public string Currency { get; init; } = "";

    /// <summary>The shard as i/n.</summary>
    internal string ShardText =>
        string.Create(CultureInfo.InvariantCulture, $"{Shard.Number}/{Shard.Count}");

    internal ScoreHead Rows => new(AsOf, Horizon, Rung);

    /// <summary>How another part differs so that the two are not of one run; null when they are.</summary>
    internal string? DifferenceTo(ScorePartHead other) =>
        AsOf != other.AsOf
            ? FormattableString.Invariant(
                $"is as of {AsOf:yyyy-MM-dd}, not {other.AsOf:yyyy-MM-dd}"
            )
        : Horizon != other.Horizon ? $"predicts {Horizon}, not {other.Horizon}"
        : Model != other.Model || Rung != other.Rung
            ? $"was scored with another model ({Model}, not {other.Model})"
        : !RangeCoverage.Equals(other.RangeCoverage)
            ? FormattableString.Invariant(
                $"has ranges that cover {RangeCoverage:P0}, not {other.RangeCoverage:P0}"
            )
        : Shard.Count != other.Shard.Count
            ? FormattableString.Invariant(
                $"is one of {Shard.Count} parts, not of {other.Shard.Count}"
            )
        : null;
}

using System.Collections.Immutable;

namespace ClvPredict.Models.Package;

/// <summary>How the totals were set: factors on the prior's totals, learnt from backtests of the prior.</summary>
public sealed record LevelSummary
{
    /// <summary>The prior's totals stand.</summary>
    public static LevelSummary None { get; } = new();

    /// <summary>The backtests, earliest first; empty when the history was too short for one.</summary>
    public ImmutableArray<LevelBacktest> Backtests { get; init; } = [];

    /// <summary>How many of the last backtests begin whole years before the as-of day, which then count alone.</summary>
    public int SeasonCount { get; init; }

    /// <summary>Factor applied to the share of active customers.</summary>
    public double ActiveFactor { get; init; } = 1;

    /// <summary>Factor applied to expected orders.</summary>
    public double OrdersFactor { get; init; } = 1;

    /// <summary>Factor applied to predicted CLV.</summary>
    public double ValueFactor { get; init; } = 1;

    /// <summary>Standard deviation of the log of what the total value will be over what is predicted.</summary>
    public double LogSd { get; init; } = 0.2;

    /// <summary>Largest over smallest value ratio of the backtests, minus 1; NaN below two. Above 0.2 the level is uncertain.</summary>
    public double Disagreement =>
        Backtests.Length < 2
            ? double.NaN
            : (Backtests.Max(b => b.ValueRatio) / Backtests.Min(b => b.ValueRatio)) - 1;
}

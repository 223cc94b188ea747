using ClvPredict.Models.Package;

namespace ClvPredict.Training.Stack;

/// <summary>How far the prior's totals are to be moved.</summary>
/// <param name="LogOddsShift">Added to the log odds of activity.</param>
/// <param name="Summary">Factors for orders and value and where they come from.</param>
internal sealed record LevelEstimate(double LogOddsShift, LevelSummary Summary)
{
    /// <summary>No backtest was possible: the prior's totals stand.</summary>
    public static LevelEstimate None { get; } =
        new(0, new LevelSummary(null, 0, double.NaN, double.NaN, 1, 1));
}

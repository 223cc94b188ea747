using ClvPredict.Features;
using ClvPredict.Models.Evaluation;
using ClvPredict.Models.Package;

namespace ClvPredict.Training.Judging;

/// <summary>
/// Compares a new model with the present one on the newest data (docs/registry.md). A new model has seen the newest data, so
/// its twin, trained with the same options on the orders before the window, stands in for it.
/// </summary>
public static class ModelComparison
{
    /// <summary>Fewest days that the present model has not seen for a comparison on these alone.</summary>
    public const int MinUnseenDays = 28;

    /// <summary>Whether a new model may take the place of the present one: unless it is not comparable with it or found worse.</summary>
    /// <param name="present">The present model.</param>
    /// <param name="next">The new model and its twin.</param>
    /// <param name="data">The data that the new model was trained on.</param>
    /// <param name="options">The options that it was trained with.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellationToken">Checked in every step.</param>
    public static ComparisonReport Compare(
        ClvModel present,
        TrainedModel next,
        CustomerData data,
        TrainingOptions options,
        IProgress<string>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(present);
        ArgumentNullException.ThrowIfNull(next);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        var (before, after) = (present.Manifest.AsOf, next.Model.Manifest.AsOf);
        if (ModelContracts.Difference(present.Manifest, next.Model.Manifest) is { } difference)
            return ComparisonReport.Without(
                false,
                $"not comparable with the present model: {difference}"
            );
        if (before > after)
            return ComparisonReport.Without(
                false,
                $"the present model was trained on newer orders, to {before:yyyy-MM-dd} and not to {after:yyyy-MM-dd}"
            );
        if (
            Backtest.LatestWindow(data.Histories, after, options.Horizon)
            is not var (latest, horizon)
        )
            return ComparisonReport.Without(
                true,
                "the history is too short to compare it with the present model"
            );

        data = data.SeenOn(after, cancellationToken);
        var judge = next.Model.Manifest.Judge;
        if (before <= latest)
        {
            var twin =
                next.Twin is { } stack && stack.Manifest.AsOf == latest && ShipsTheStack(judge)
                    ? stack
                    : Twin(latest, options with { Horizon = horizon });
            return Compared(present, twin, latest, ComparisonBasis.UnseenHorizon);
        }
        if (after.DayNumber - before.DayNumber >= MinUnseenDays)
            return Compared(present, Twin(before, options), before, ComparisonBasis.UnseenDays);
        return Compared(present, next.Model, latest, ComparisonBasis.SeenHorizon);

        ClvModel Twin(DateOnly cutoff, TrainingOptions trained)
        {
            progress?.Report(
                $"comparing with the present model: training on orders before {cutoff:yyyy-MM-dd}"
            );
            return ModelTrainer.TrainTwin(
                data,
                cutoff,
                trained,
                judge,
                progress,
                cancellationToken
            );
        }

        ComparisonReport Compared(
            ClvModel old,
            ClvModel twin,
            DateOnly cutoff,
            ComparisonBasis basis
        )
        {
            try
            {
                return new ModelDuel(data, cutoff, after, options, cancellationToken).Report(
                    old,
                    twin,
                    basis
                );
            }
            catch (FeatureContractException e)
            {
                return ComparisonReport.Without(
                    false,
                    $"not comparable with the present model, which cannot score these orders: {e.Message}"
                );
            }
        }
    }

    private static bool ShipsTheStack(JudgeReport? judge) =>
        judge is null
        || (judge.Activity, judge.Orders, judge.HoldoutValue)
            == (PredictionForm.Stack, PredictionForm.Stack, PredictionForm.Stack);
}

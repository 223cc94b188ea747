using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Monitoring;

/// <summary>
/// Compares new orders and scores with what a model was trained on, in money and names: docs/monitoring.md. Every size is one of the
/// population, so that the verdict does not depend on the number of customers.
/// </summary>
public static class ModelMonitor
{
    /// <summary>Fewest days since the model's as-of day.</summary>
    public const int MinDays = 28;

    /// <summary>Monitors a model.</summary>
    /// <param name="scorer">The model.</param>
    /// <param name="data">All orders, those that the model was trained on included.</param>
    /// <param name="scores">Scores of the model from these orders at the as-of day of now; earlier lists are made with the same
    /// campaigns.</param>
    /// <param name="earlier">Scores to compare the lists with; null for those of the model at its own as-of day.</param>
    /// <param name="options">From which size on something counts; null for the defaults.</param>
    /// <param name="threads">Threads used; the result does not depend on it.</param>
    /// <param name="cancellationToken">Checked in every step.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OrderDataException">There are fewer than <see cref="MinDays"/> days since the model's as-of day, or no
    /// orders before it; or the earlier scores are not of an earlier day.</exception>
    public static MonitoringResult Run(
        CustomerScorer scorer,
        CustomerData data,
        CustomerScores scores,
        EarlierScores? earlier = null,
        MonitorOptions? options = null,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(scores);
        options ??= new MonitorOptions();
        options.Validate();
        var (model, asOf) = (scorer.Model, scores.AsOf);
        var trained = model.Manifest.AsOf;
        if (asOf.DayNumber - trained.DayNumber < MinDays)
            throw new OrderDataException(
                $"The orders reach to {asOf.AddDays(-1):yyyy-MM-dd}, and the model has seen those before {trained:yyyy-MM-dd}: monitoring needs at least {MinDays} days since."
            );
        if (earlier is { } given && given.AsOf >= asOf)
            throw new OrderDataException(
                $"The earlier scores are of {given.AsOf:yyyy-MM-dd}, which is not before {asOf:yyyy-MM-dd}."
            );
        var firstDay = data.Histories.FirstDay;
        var forecast = new ForecastCheck(model, data, asOf, threads, cancellationToken).Run();
        var business = BusinessMoves.Find(data.Histories, trained, asOf, options);
        var comparedWith = FeatureMoves.ComparedWith(firstDay, trained, asOf);
        var features = FeatureMoves.Find(
            model.Features(data, comparedWith, threads, cancellationToken),
            scores.Predictions.Inputs.Features,
            data.Histories,
            model,
            options,
            threads,
            cancellationToken
        );
        var then = earlier ?? At(trained);
        var before = then.AsOf.AddDays(then.AsOf.DayNumber - asOf.DayNumber);
        var lists = ListChanges.Find(then, scores, before > firstDay ? At(before) : null);
        var (verdict, reasons) = MonitorRule.Of(
            forecast,
            business,
            features,
            model.Intervals.LevelLogSd,
            options
        );
        return new MonitoringResult
        {
            Verdict = verdict,
            Reasons = reasons,
            ModelAsOf = trained,
            AsOf = asOf,
            Horizon = model.Manifest.Horizon,
            Currency = model.Manifest.Currency,
            Forecast = forecast,
            Business = business,
            BusinessFrom = BusinessMoves.Windows(firstDay, trained, asOf).Start,
            Features = features,
            FeaturesAt = comparedWith,
            Lists = lists,
            Retraining = RetrainingEstimate.Of(scores, forecast, options),
        };

        EarlierScores At(DateOnly day) =>
            EarlierScores.Of(
                scorer.Score(data, day, scores.Plan.Economics, threads, cancellationToken)
            );
    }
}

using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Evaluation;
using ClvPredict.Models.Intervals;
using ClvPredict.Models.Package;
using ClvPredict.Training.Baselines;
using ClvPredict.Training.Judging;

namespace ClvPredict.Training;

/// <summary>Trains on orders before a cutoff only, predicts the holdout after it, and compares with what happened.</summary>
public static class Backtest
{
    private const int MinHistoryDays = 120;
    private const int MinCustomers = 100;

    /// <summary>Name of the baseline that is the prior alone.</summary>
    internal const string PriorName = "prior";

    /// <summary>Judges a model of the given options at a cutoff; the holdout is [cutoff, cutoff + horizon).</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OrderDataException">There is no purchase before the cutoff.</exception>
    public static BacktestResult Run(
        CustomerData data,
        DateOnly cutoff,
        TrainingOptions options,
        IProgress<string>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        return RunJudged(
            data,
            cutoff,
            options with
            {
                Origins = 0,
            },
            progress: progress,
            cancellationToken: cancellationToken
        );
    }

    /// <summary>
    /// The same for the model as it would have been made on that day: judged on <see cref="TrainingOptions.Origins"/> earlier
    /// cutoffs first.
    /// </summary>
    /// <param name="data">The order lines, and attributes and events of the customers where there are any.</param>
    /// <param name="cutoff">First day of the holdout.</param>
    /// <param name="options">What to train for.</param>
    /// <param name="source">Digest of the order data, for the manifest.</param>
    /// <param name="rangeCoverage">See <see cref="ClvModel.RangeCoverage"/>.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellationToken">Checked in every step.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OrderDataException">There is no purchase before the cutoff.</exception>
    public static BacktestResult RunJudged(
        CustomerData data,
        DateOnly cutoff,
        TrainingOptions options,
        string source = "",
        double rangeCoverage = IntervalTable.Nominal,
        IProgress<string>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        var (model, plain, _) = ModelTrainer.Train(
            data,
            cutoff,
            options,
            keepPlain: true,
            source,
            progress,
            cancellationToken
        );
        return Evaluate(
            model with
            {
                RangeCoverage = rangeCoverage,
            },
            plain,
            data,
            cutoff,
            options,
            progress,
            cancellationToken
        );
    }

    /// <summary>Judges a model that was trained on orders before the cutoff, with the same options.</summary>
    public static BacktestResult Evaluate(
        ClvModel model,
        CustomerData data,
        DateOnly cutoff,
        TrainingOptions options,
        IProgress<string>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        return Evaluate(model, null, data, cutoff, options, progress, cancellationToken);
    }

    private static BacktestResult Evaluate(
        ClvModel model,
        PlainBoosting? boosting,
        CustomerData data,
        DateOnly cutoff,
        TrainingOptions options,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        var histories = data.Histories;
        progress?.Report(
            $"predictions and baselines for {options.Horizon} from {cutoff:yyyy-MM-dd}"
        );
        var table = model.Features(data, cutoff, options.Threads, cancellationToken);
        var inputs = model.Inputs(table, options.Threads, cancellationToken);
        var predictions = model.Predict(inputs, options.Threads, cancellationToken);
        var end = options.Horizon.EndFrom(cutoff);
        var targets = HoldoutTargets.Read(histories, table, end, options.ValueBasis);
        var priorValue = PriorValue(inputs, options.Margin);
        var plain = boosting?.Predict(
            inputs,
            end.DayNumber - cutoff.DayNumber,
            options.Margin,
            options.Threads
        );
        var columns = new EvaluationColumns
        {
            ActualValue = Scale(targets.NetValue, options.Margin),
            ActualOrders = targets.Orders.Select(n => (double)n).ToArray(),
            PredictedClv = ToDoubles(predictions.PredictedClv),
            ChurnProbability = ToDoubles(predictions.ChurnProbability),
            ExpectedOrders = ToDoubles(predictions.ExpectedOrders),
            ClvMedian = predictions.ClvMedian.ToArray(),
            ClvLow = predictions.ClvLow.ToArray(),
            ClvHigh = predictions.ClvHigh.ToArray(),
            RangeCoverage = predictions.RangeCoverage,
            Baselines = Baselines(
                histories.SeenOn(cutoff, cancellationToken),
                table,
                priorValue,
                plain,
                options,
                end
            ),
        };
        var result = EvaluationResult.Compute(
            columns,
            cutoff,
            options.Horizon.ToString(),
            end,
            cancellationToken
        );
        return new BacktestResult(model, predictions, columns, priorValue, result)
        {
            Plain = plain,
        };
    }

    /// <summary>
    /// The cutoff and horizon at which a model that will be used from <paramref name="asOf"/> on is judged: the latest
    /// window of the horizon's length, or of a third of the history where that is shorter. Null when the history is too
    /// short or too small for the answer to mean anything.
    /// </summary>
    public static (DateOnly Cutoff, Horizon Horizon)? LatestWindow(
        CustomerHistories histories,
        DateOnly asOf,
        Horizon horizon
    )
    {
        ArgumentNullException.ThrowIfNull(histories);
        var history = asOf.DayNumber - histories.FirstDay.DayNumber;
        var days = Math.Min(horizon.DaysFrom(asOf), history / 3);
        var cutoff = asOf.AddDays(-days);
        var known = 0;
        for (var c = 0; c < histories.CustomerCount; c++)
        {
            var first = histories.Offsets[c];
            if (first < histories.Offsets[c + 1] && histories.Lines.Day[first] < cutoff.DayNumber)
                known++;
        }
        return history < MinHistoryDays || known < MinCustomers
            ? null
            : (cutoff, new Horizon(days, HorizonUnit.Days));
    }

    private static ImmutableArray<BaselineColumn> Baselines(
        CustomerHistories histories,
        FeatureTable table,
        double[] priorValue,
        PlainScores? plain,
        TrainingOptions options,
        DateOnly end
    )
    {
        var days = end.DayNumber - table.Cutoff.DayNumber;
        var simple = SimpleBaselines.Learn(
            histories,
            table.Cutoff,
            days,
            options.ValueBasis,
            options.Threads
        );
        return
        [
            new BaselineColumn(
                PriorName,
                "buy-till-you-die prior alone",
                BaselineKind.Money,
                priorValue
            ),
            .. plain is null
                ? ImmutableArray<BaselineColumn>.Empty
                :
                [
                    new BaselineColumn(
                        "boosting",
                        "boosting alone",
                        BaselineKind.Money,
                        plain.Money
                    ),
                ],
            new BaselineColumn(
                SimpleRuleNames.Formula,
                "textbook formula",
                BaselineKind.Money,
                Scale(simple.Formula(table, days), options.Margin)
            ),
            new BaselineColumn(
                SimpleRuleNames.RateRetention,
                "spend rate x retention",
                BaselineKind.Money,
                Scale(simple.RateTimesRetention(table, days), options.Margin)
            ),
            new BaselineColumn(
                "past_spend",
                "past spend",
                BaselineKind.Rank,
                SimpleBaselines.PastSpend(table)
            ),
            new BaselineColumn(
                "days_since_last_order",
                "days since last order",
                BaselineKind.Rank,
                SimpleBaselines.DaysSinceLastOrder(table)
            ),
        ];
    }

    private static double[] PriorValue(ModelInputs inputs, double margin)
    {
        var worth = inputs.Column(ModelInputs.Value).Span;
        var keep = inputs.Column(ModelInputs.KeepShare).Span;
        var result = new double[worth.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = (double)worth[i] * keep[i] * margin;
        return result;
    }

    private static double[] Scale(IEnumerable<double> values, double factor) =>
        [.. values.Select(v => v * factor)];

    private static double[] ToDoubles(ReadOnlySpan<float> values)
    {
        var result = new double[values.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = values[i];
        return result;
    }
}

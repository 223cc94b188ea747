using System.Reflection;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Features.Sampling;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Evaluation;
using ClvPredict.Models.Intervals;
using ClvPredict.Models.MlNet;
using ClvPredict.Models.Package;
using ClvPredict.Training.Baselines;
using ClvPredict.Training.Judging;
using ClvPredict.Training.Stack;

namespace ClvPredict.Training;

/// <summary>
/// Trains a model on the orders before an as-of day: a probabilistic prior, boosted corrections learnt on rolling cutoffs of
/// the past, the level, and ranges. The steps and the reasons for them are in docs/model.md.
/// </summary>
public sealed class ModelTrainer
{
    private readonly CustomerHistories _histories;
    private readonly FeatureContract _contract;
    private readonly PastFeatures _past;
    private readonly DateOnly _asOf;
    private readonly TrainingOptions _options;
    private readonly IProgress<string>? _progress;
    private readonly int _horizonDays;
    private readonly SampleSummary? _sample;

    private ModelTrainer(
        CustomerData data,
        DateOnly asOf,
        TrainingOptions options,
        IProgress<string>? progress
    )
    {
        _histories = data.Histories;
        _contract = FeatureContract.Learn(data, asOf);
        _past = new PastFeatures(data, _contract, options);
        _asOf = asOf;
        _options = options;
        _progress = progress;
        _horizonDays = options.Horizon.DaysFrom(asOf);
        _sample = data.Population?.Summary;
    }

    /// <summary>Trains on what was known before <paramref name="asOf"/>; later lines, and lines that had
    /// not arrived before it, are never looked at.</summary>
    /// <param name="data">The order lines, and attributes and events of the customers where there are any.</param>
    /// <param name="asOf">The first day that is not observed.</param>
    /// <param name="options">What to train for.</param>
    /// <param name="source">Digest of the order data, for the manifest.</param>
    /// <param name="progress">Told what is being done, a sentence a step.</param>
    /// <param name="cancellationToken">Checked in every step.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OrderDataException">There is no purchase before the as-of day.</exception>
    public static ClvModel Train(
        CustomerData data,
        DateOnly asOf,
        TrainingOptions options,
        string source = "",
        IProgress<string>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        return TrainWithTwin(data, asOf, options, source, progress, cancellationToken).Model;
    }

    /// <summary>The same, with the model of the latest origin that the judge saw.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OrderDataException">There is no purchase before the as-of day.</exception>
    public static TrainedModel TrainWithTwin(
        CustomerData data,
        DateOnly asOf,
        TrainingOptions options,
        string source = "",
        IProgress<string>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        var (model, _, twin) = Train(
            data,
            asOf,
            options,
            false,
            source,
            progress,
            cancellationToken
        );
        return new TrainedModel(model, twin);
    }

    /// <summary>The model of the same options at another cutoff, shipping what a judge has decided.</summary>
    /// <param name="data">The order lines, and attributes and events of the customers where there are any.</param>
    /// <param name="cutoff">The first day that is not observed.</param>
    /// <param name="options">What to train for.</param>
    /// <param name="judge">What ships; null for the stack everywhere.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellationToken">Checked in every step.</param>
    internal static ClvModel TrainTwin(
        CustomerData data,
        DateOnly cutoff,
        TrainingOptions options,
        JudgeReport? judge,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        options.Validate();
        var seen = data.SeenOn(cutoff, cancellationToken);
        return new ModelTrainer(seen, cutoff, options, progress)
            .Run("", judge, null, false, cancellationToken)
            .Model;
    }

    /// <summary>Trains, and keeps boosting without the prior beside the model when asked to and when there is history for it.</summary>
    internal static (ClvModel Model, PlainBoosting? Plain, ClvModel? Twin) Train(
        CustomerData data,
        DateOnly asOf,
        TrainingOptions options,
        bool keepPlain,
        string source,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        options.Validate();
        // What arrived later is not to be learnt from, not even as the outcome of an earlier cutoff.
        var seen = data.SeenOn(asOf, cancellationToken);
        var judged = Judge.Run(seen, asOf, options, progress, cancellationToken);
        progress?.Report($"training on orders before {asOf:yyyy-MM-dd}, for {options.Horizon}");
        var (report, backtest, twin) = (
            judged?.Report,
            judged?.Latest.Result,
            judged?.Latest.Model
        );
        // The columns of the backtest are not needed from here on.
        judged = null;
        var (model, plain) = new ModelTrainer(seen, asOf, options, progress).Run(
            source,
            report,
            backtest,
            keepPlain,
            cancellationToken
        );
        return (model, plain, twin);
    }

    private (ClvModel Model, PlainBoosting? Plain) Run(
        string source,
        JudgeReport? judge,
        EvaluationResult? backtest,
        bool keepPlain,
        CancellationToken cancellationToken
    )
    {
        var plan = CutoffPlan.Make(_histories.FirstDay, _asOf, _horizonDays);
        DateOnly[] cutoffs = plan is null ? [_asOf] : [_asOf, plan.Validation, .. plan.Training];
        _progress?.Report($"features at {cutoffs.Length} cutoffs, prior at {_asOf:yyyy-MM-dd}");
        _past.PreparePriors(
            cutoffs.Concat(LevelEstimator.Cutoffs(_histories.FirstDay, _asOf, _horizonDays)),
            cancellationToken
        );
        _past.Prepare(cutoffs, cancellationToken);
        var table = _past.At(_asOf, cancellationToken);
        var prior = _past.PriorAt(table, cancellationToken);
        var windowDays = plan?.WindowDays ?? _horizonDays;
        var inputs = ModelInputs.Build(
            table,
            prior,
            _horizonDays / 7.0,
            windowDays / 7.0,
            _options.Threads,
            cancellationToken
        );
        var forms = judge is null
            ? ShippedForms.Unjudged
            : new ShippedForms(judge.Activity, judge.Orders, judge.HoldoutValue);
        var corrections = plan is null
            ? null
            : Correction.Train(
                _past,
                plan,
                _horizonDays,
                forms,
                keepPlain,
                _options,
                _progress,
                cancellationToken
            );
        _progress?.Report("level of the total");
        var (level, middle) = LevelEstimator.Estimate(
            _past,
            _asOf,
            _horizonDays,
            _options,
            cancellationToken
        );
        var rules = forms.HasRule
            ? SimpleBaselines.Learn(
                _histories,
                _asOf,
                _horizonDays,
                _options.ValueBasis,
                _options.Threads
            )
            : null;
        var parts = LevelSetter.Set(corrections, forms, rules, inputs, level, _options);
        var chain = MlNetModel.Create(ClvChain.Build(parts, _contract));
        var model = new ClvModel
        {
            Prior = prior,
            Chain = chain,
            Intervals = Intervals(corrections, windowDays, middle),
            Manifest = Manifest(source, table, plan, corrections, forms, parts, level) with
            {
                Judge = judge,
                Backtest = backtest,
                Verdict =
                    judge?.Verdict
                    ?? "Not judged: nothing is known of the accuracy of this model. The history is too short for a backtest, or none was asked for.",
            },
        };
        var predicted = model
            .Predict(inputs, _options.Threads, cancellationToken)
            .PredictedClv.ToArray();
        model = model with
        {
            Manifest = model.Manifest with { Tiers = TierThresholds.Of(predicted) },
            Intervals = model.Intervals with
            {
                TopFrom = IntervalFitter.TopFrom([.. predicted.Select(v => (double)v)]),
                LevelLogSd = level.LogSd,
            },
        };
        return (model, corrections?.Plain);
    }

    // Customers scatter more over longer windows. The middle of the history offers the longest, to the prior alone.
    private static IntervalTable Intervals(
        Correction? corrections,
        int windowDays,
        CutoffSample? middle
    )
    {
        if (middle is null || (corrections is not null && windowDays >= middle.WindowDays))
            return corrections?.Intervals ?? IntervalTable.Default;
        return IntervalFitter.Fit(middle, middle.LogOdds, middle.LogOrders, middle.LogValue);
    }

    private ModelManifest Manifest(
        string source,
        FeatureTable table,
        CutoffPlan? plan,
        Correction? corrections,
        ShippedForms forms,
        ChainParts parts,
        LevelSummary level
    ) =>
        new()
        {
            LibraryVersion =
                typeof(ModelTrainer)
                    .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
                    ?.InformationalVersion.Split('+')[0]
                ?? "0",
            Horizon = _options.Horizon.ToString(),
            AsOf = _asOf,
            WindowDays = plan?.WindowDays ?? 0,
            ValueBasis = _options.ValueBasis,
            Margin = _options.Margin,
            Currency = _options.Currency,
            Units = OutputUnits.Of(_options.ValueBasis, _options.Currency),
            Tiers = new TierThresholds(0, 0),
            Features = _contract,
            FeatureFingerprint = _contract.Fingerprint(),
            OrdersDigest = source,
            OrderLines = _sample?.OrderLines ?? CountLinesBefore(_asOf),
            Customers = _sample?.Customers ?? table.RowCount,
            Sample = _sample,
            Origins = _options.Origins,
            Seed = _options.Seed,
            Cutoffs = plan is null ? [] : plan.Training.Insert(0, plan.Validation),
            Targets =
            [
                Summary(Target.Activity, forms.Activity, parts.Activity, corrections?.Activity),
                Summary(Target.Orders, forms.Orders, parts.Orders, corrections?.Orders),
                Summary(
                    Target.HoldoutValue,
                    forms.HoldoutValue,
                    parts.Value,
                    corrections?.HoldoutValue
                ),
            ],
            Level = level,
            Importance = corrections?.Importance() ?? [],
            Verdict = "",
        };

    private static TargetSummary Summary(
        Target target,
        PredictionForm form,
        TargetBlend blend,
        TargetFit? fit
    ) =>
        new(
            target.Name,
            form == PredictionForm.Stack && blend.Members.IsEmpty ? PredictionForm.Prior : form,
            [
                .. blend.Members.Select(m => new MemberSummary(
                    m.Kind,
                    m.Trees.Trees.Length,
                    m.Weight
                )),
            ],
            blend.Members.IsEmpty ? 0 : fit?.Gain ?? 0
        );

    private long CountLinesBefore(DateOnly day)
    {
        var count = 0L;
        foreach (var d in _histories.Lines.Day)
            count += d < day.DayNumber ? 1 : 0;
        return count;
    }
}

using System.Collections.Immutable;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// Gradient boosting of regression trees on binned features. The same data, options and seed give the same trees,
/// bit for bit, for any number of threads.
/// </summary>
/// <remarks>
/// Friedman, Greedy function approximation: a gradient boosting machine (2001), with the second-order splits and leaves of
/// Chen and Guestrin, XGBoost (2016), and the leaf-wise growth on histograms of Ke et al., LightGBM (2017).
/// </remarks>
public static class BoostingTrainer
{
    /// <summary>Trains trees that reduce the deviance, starting from the offset.</summary>
    /// <param name="options">Settings; checked first.</param>
    /// <param name="objective">The deviance.</param>
    /// <param name="train">The rows to learn from.</param>
    /// <param name="validation">
    /// Rows to measure on, and to stop early by if the options say so; their features must be binned with the cuts of the
    /// training features (<see cref="FeatureBins.Apply"/>).
    /// </param>
    /// <param name="cancellationToken">Checked several times in every tree.</param>
    /// <exception cref="ArgumentException">An option or label is out of range, or the bins differ.</exception>
    /// <exception cref="InvalidOperationException">Gradients overflow.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static BoostingResult Train(
        BoostingOptions options,
        Objective objective,
        BoostingData train,
        BoostingData? validation = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(train);
        options.Validate();
        CheckMonotone(options, objective, train.Features);
        CheckLabels(objective, train, nameof(train));
        if (validation is not null)
        {
            CheckLabels(objective, validation, nameof(validation));
            if (!validation.Features.HasSameCutsAs(train.Features))
                throw new ArgumentException(
                    "validation features are not binned with the cuts of the training features; use FeatureBins.Apply",
                    nameof(validation)
                );
        }
        var crew = new WorkCrew(options.Threads, cancellationToken);
        return new Run(options, objective, train, validation, crew).Train();
    }

    private static void CheckMonotone(
        BoostingOptions options,
        Objective objective,
        FeatureBins features
    )
    {
        if (!options.Monotone.IsDefaultOrEmpty && options.Monotone.Length != features.FeatureCount)
            throw new ArgumentException(
                $"Monotone has {options.Monotone.Length} entries for {features.FeatureCount} features",
                nameof(options)
            );
        if (options.HasMonotone && objective.RefitsLeaves)
            throw new ArgumentException(
                $"Monotone cannot be combined with {objective.Name}, which fits leaves anew after the splits",
                nameof(options)
            );
        for (var feature = 0; options.HasMonotone && feature < features.FeatureCount; feature++)
        {
            if (options.Monotone[feature] != 0 && features.IsCategorical(feature))
                throw new ArgumentException(
                    $"Monotone is {options.Monotone[feature]} for feature {feature}, which is categorical; it must be 0",
                    nameof(options)
                );
        }
    }

    private static void CheckLabels(Objective objective, BoostingData data, string name)
    {
        var labels = data.Labels.Span;
        for (var row = 0; row < labels.Length; row++)
        {
            if (!objective.Allows(labels[row]))
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"label {labels[row]} in row {row + 1}: {objective.Name} takes labels of {objective.LabelRange}"
                    ),
                    name
                );
        }
    }

    private sealed class Run
    {
        private readonly BoostingOptions _options;
        private readonly Objective _objective;
        private readonly FeatureBins _features;
        private readonly ScoredRows _train;
        private readonly ScoredRows? _validation;
        private readonly GradientTable _table;
        private readonly TreeGrower _grower;
        private readonly TreeSampler _sampler;
        private readonly WorkCrew _crew;
        private readonly float[] _gradients;
        private readonly float[] _hessians;

        public Run(
            BoostingOptions options,
            Objective objective,
            BoostingData train,
            BoostingData? validation,
            WorkCrew crew
        )
        {
            _options = options;
            _objective = objective;
            _features = train.Features;
            _train = new ScoredRows(train, objective, crew);
            _validation = validation is null ? null : new ScoredRows(validation, objective, crew);
            _table = new GradientTable(train.RowCount);
            _grower = new TreeGrower(options, train.Features, _table, crew);
            _sampler = new TreeSampler(options, train.Features);
            _crew = crew;
            _gradients = new float[train.RowCount];
            _hessians = new float[train.RowCount];
        }

        public BoostingResult Train()
        {
            var initial = _options.FitInitialScore ? _train.BestShift() : 0;
            _train.Add(initial);
            _validation?.Add(initial);
            var trees = new List<GrownTree>();
            var trainingLoss = new List<double> { _train.Deviance() };
            var validationLoss = new List<double>();
            if (_validation is not null)
                validationLoss.Add(ValidationDeviance(_validation));
            var stopsEarly = _validation is not null && _options.EarlyStoppingRounds > 0;
            var bestRound = 0;
            for (var round = 0; round < _options.Rounds; round++)
            {
                var tree = Grow(round);
                if (tree.LeafCount == 1)
                    break;
                trees.Add(tree);
                _train.Add(tree);
                trainingLoss.Add(_train.Deviance());
                if (_validation is null)
                    continue;
                _validation.Add(tree);
                validationLoss.Add(ValidationDeviance(_validation));
                if (IsImprovement(validationLoss, bestRound))
                    bestRound = trees.Count;
                else if (stopsEarly && trees.Count - bestRound >= _options.EarlyStoppingRounds)
                    break;
            }
            var kept = stopsEarly ? trees[..bestRound] : trees;
            return new BoostingResult
            {
                Trees = [.. kept.Select(tree => tree.ToRegressionTree(_features))],
                InitialScore = initial,
                TrainingLoss = [.. trainingLoss],
                ValidationLoss = [.. validationLoss],
                FeatureGains = FeatureGains(kept),
            };
        }

        private GrownTree Grow(int round)
        {
            _train.Gradients(_gradients, _hessians);
            _table.Fill(_gradients, _hessians, _crew);
            var tree = _grower.Grow(_sampler.Rows(round), _sampler.Features(round));
            if (_objective.RefitsLeaves)
                _crew.Run(tree.LeafCount, leaf => tree.LeafValues[leaf] = RefittedValue(leaf));
            if (_train.HasWeights)
                _crew.Run(
                    tree.LeafCount,
                    leaf => tree.LeafCovers[leaf] = _train.Weight(_grower.Rows(leaf))
                );
            return tree;
        }

        private double RefittedValue(int leaf) =>
            _options.LearningRate
            * Math.Clamp(
                _train.BestShift(_grower.Rows(leaf)),
                -_options.MaxLeafStep,
                _options.MaxLeafStep
            );

        private double ValidationDeviance(ScoredRows validation) =>
            validation.Deviance(_options.LevelFreeEarlyStopping ? validation.BestShift() : 0);

        private bool IsImprovement(List<double> losses, int bestRound) =>
            losses[^1] < losses[bestRound] - _options.EarlyStoppingMinGain * losses[0];

        private ImmutableArray<double> FeatureGains(List<GrownTree> trees)
        {
            var gains = new double[_features.FeatureCount];
            foreach (var tree in trees)
            {
                foreach (var (_, split) in tree.Splits)
                    gains[split.Feature] += split.Gain;
            }
            return [.. gains];
        }
    }
}

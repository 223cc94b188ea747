using System.Collections.Immutable;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Trees;
using ClvPredict.Training.Boosting;

namespace ClvPredict.Training.Stack;

/// <summary>
/// Learns the correction of one target: trees that start at the prior, trees that see it, and trees that know nothing of it
/// (<see cref="MemberKind"/>). Each training cutoff is freed of its own level first; all members are stopped early on the
/// later validation cutoff by a level-free deviance, kept where they help there, and then trained again with the validation
/// cutoff for as many rounds.
/// </summary>
internal sealed class TargetTrainer
{
    // Small trees at a small rate, strong minimum weight: what held on every log tried (docs/model.md).
    private static readonly BoostingOptions s_options = new()
    {
        Rounds = 400,
        LearningRate = 0.05,
        MaxLeaves = 8,
        MaxDepth = 3,
        MinChildRows = 50,
        MinChildHessian = 10,
        L2 = 10,
        EarlyStoppingRounds = 30,
        EarlyStoppingMinGain = 1e-5,
        LevelFreeEarlyStopping = true,
        FitInitialScore = false,
        MaxLeafStep = 2,
    };

    private static readonly ImmutableArray<MemberKind> s_kinds =
    [
        MemberKind.Corrected,
        MemberKind.Guided,
        MemberKind.Plain,
    ];

    private readonly Target _target;
    private readonly ImmutableArray<CutoffSample> _training;
    private readonly CutoffSample _validation;
    private readonly TrainingMatrix _matrix;
    private readonly BoostingOptions _options;

    public TargetTrainer(
        Target target,
        ImmutableArray<CutoffSample> training,
        CutoffSample validation,
        TrainingMatrix matrix,
        TrainingOptions options
    )
    {
        _target = target;
        _training = training;
        _validation = validation;
        _matrix = matrix;
        _options = s_options with { Threads = options.Threads, Seed = options.Seed };
    }

    /// <summary>
    /// Trains all members. <paramref name="reach"/>, 0..1, is how far trees can be carried to the horizon: 1 when their
    /// window is near it, less when the horizon is much longer. <paramref name="keepPlain"/> keeps the plain member beside
    /// the blend.
    /// </summary>
    public TargetFit Train(double reach, bool keepPlain, CancellationToken cancellationToken)
    {
        var results = s_kinds.Select(k => TrainMember(k, cancellationToken)).ToArray();
        var weights = Weights(results, reach);
        var labels = _target.Labels(_validation);
        var prior = _target.LogPrior(_validation);
        var stack = Stack(results, weights, prior);
        var gain = 1 - (_target.Loss(stack, labels).Sum() / _target.Loss(prior, labels).Sum());
        var fit =
            gain > 0
                ? Refit(results, weights, stack, gain, cancellationToken)
                : TargetFit.PriorAlone(_target, prior);
        return keepPlain ? fit with { Plain = Plain(fit, results, cancellationToken) } : fit;
    }

    private TreeEnsemble Plain(
        TargetFit fit,
        BoostingResult[] results,
        CancellationToken cancellationToken
    )
    {
        if (fit.Blend.Members.FirstOrDefault(m => m.Kind == MemberKind.Plain) is { } member)
            return member.Trees;
        var result = results[s_kinds.IndexOf(MemberKind.Plain)];
        return Ensemble(
            result.BestRound > 0
                ? Refit(MemberKind.Plain, result.BestRound, cancellationToken)
                : result
        );
    }

    /// <summary>
    /// Equal weights; learnt ones were no better. Members learnt on a short window are carried to a longer horizon only as
    /// far as their reach, corrections of the prior further than trees that carry its level with them.
    /// </summary>
    private static double[] Weights(BoostingResult[] results, double reach)
    {
        var weights = new double[results.Length];
        var left = reach;
        for (var i = results.Length - 1; i >= 0; i--)
        {
            if (results[i].BestRound == 0)
                continue;
            weights[i] = s_kinds[i] == MemberKind.Corrected ? left : reach * reach / results.Length;
            left -= weights[i];
        }
        return weights;
    }

    // On the validation cutoff, by members that have not seen it, in log space.
    private double[] Stack(BoostingResult[] results, double[] weights, double[] prior)
    {
        var f = (double[])prior.Clone();
        for (var m = 0; m < results.Length; m++)
        {
            if (weights[m] == 0)
                continue;
            var scores = _matrix.ScoreValidation(Ensemble(results[m]));
            var isCorrection = s_kinds[m] == MemberKind.Corrected;
            // Members without the prior's level take it.
            var shift = isCorrection ? 0 : MeanDifference(prior, scores);
            for (var i = 0; i < f.Length; i++)
                f[i] += weights[m] * (scores[i] + shift - (isCorrection ? 0 : prior[i]));
        }
        return f;
    }

    private TargetFit Refit(
        BoostingResult[] results,
        double[] weights,
        double[] stack,
        double gain,
        CancellationToken cancellationToken
    )
    {
        var members = ImmutableArray.CreateBuilder<BlendMember>();
        var gains = new double[_matrix.TreeFeatures.Length];
        for (var m = 0; m < results.Length; m++)
        {
            if (weights[m] == 0)
                continue;
            var refit = Refit(s_kinds[m], results[m].BestRound, cancellationToken);
            members.Add(new BlendMember(s_kinds[m], Ensemble(refit), weights[m]));
            for (var f = 0; f < gains.Length; f++)
                gains[f] += refit.FeatureGains[f];
        }
        var blend = new TargetBlend { Members = members.ToImmutable() };
        return new TargetFit(_target, blend, stack, gain, [.. gains]);
    }

    private BoostingResult TrainMember(MemberKind kind, CancellationToken cancellationToken) =>
        BoostingTrainer.Train(
            _options,
            _target.Objective,
            new BoostingData(
                Seen(_matrix.Training, kind),
                Concat(_training, _target.Labels),
                offset: Concat(_training, s => Offset(s, kind))
            ),
            new BoostingData(
                Seen(_matrix.Validation, kind),
                _target.Labels(_validation),
                offset: Offset(_validation, kind)
            ),
            cancellationToken
        );

    private BoostingResult Refit(MemberKind kind, int rounds, CancellationToken cancellationToken)
    {
        var all = _training.Insert(0, _validation);
        return BoostingTrainer.Train(
            _options with
            {
                Rounds = rounds,
                EarlyStoppingRounds = 0,
            },
            _target.Objective,
            new BoostingData(
                Seen(_matrix.All, kind),
                Concat(all, _target.Labels),
                offset: Concat(all, s => Offset(s, kind))
            ),
            null,
            cancellationToken
        );
    }

    private FeatureBins Seen(FeatureBins bins, MemberKind kind) =>
        kind == MemberKind.Plain ? bins.Blank(_matrix.PriorSlots) : bins;

    private TreeEnsemble Ensemble(BoostingResult result) =>
        new()
        {
            Kind = EnsembleKind.FastTreeTweedie,
            FeatureCount = _matrix.TreeFeatures.Length,
            Trees = result.Trees,
        };

    private static double MeanDifference(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] - b[i];
        return sum / a.Length;
    }

    // The level of the cutoff, on top of the prior for the member that corrects it.
    private double[] Offset(CutoffSample sample, MemberKind kind)
    {
        var start =
            kind == MemberKind.Corrected ? _target.LogPrior(sample) : new double[sample.RowCount];
        var shift = _target.Shift(start, _target.Labels(sample));
        var offset = new double[start.Length];
        for (var i = 0; i < offset.Length; i++)
            offset[i] = start[i] + shift;
        return offset;
    }

    private static double[] Concat(
        ImmutableArray<CutoffSample> samples,
        Func<CutoffSample, double[]> column
    ) => [.. samples.SelectMany(column)];
}

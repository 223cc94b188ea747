using System.Collections.Immutable;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Trees;
using ClvPredict.Training.Boosting;

namespace ClvPredict.Training.Stack;

/// <summary>
/// Learns the correction of one target: trees that start at the prior, and trees that do not. Each training cutoff is freed
/// of its own level first; both members are stopped early on the later validation cutoff by a level-free deviance, kept
/// where they help there, and then trained again with the validation cutoff for as many rounds.
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
    /// Trains both members. <paramref name="plainTrust"/>, 0..1, is how far the member without the prior can be carried to
    /// the horizon: 1 when its window is near the horizon, less when the horizon is much longer.
    /// </summary>
    public TargetFit Train(double plainTrust, CancellationToken cancellationToken)
    {
        var boost = TrainMember(withPrior: true, cancellationToken);
        var plain = TrainMember(withPrior: false, cancellationToken);
        var choice = Choose(boost, plain, plainTrust);
        var blend = new TargetBlend
        {
            Boost =
                choice.BoostWeight > 0
                    ? Refit(withPrior: true, boost.BestRound, cancellationToken, out var boostGains)
                    : NoGains(out boostGains),
            BoostWeight = choice.BoostWeight,
            Plain =
                choice.PlainWeight > 0
                    ? Refit(
                        withPrior: false,
                        plain.BestRound,
                        cancellationToken,
                        out var plainGains
                    )
                    : NoGains(out plainGains),
            PlainWeight = choice.PlainWeight,
        };
        return new TargetFit(
            _target,
            blend,
            choice.Validation,
            choice.Gain,
            Sum(boostGains, plainGains)
        );
    }

    private BoostingResult TrainMember(bool withPrior, CancellationToken cancellationToken) =>
        BoostingTrainer.Train(
            _options,
            _target.Objective,
            new BoostingData(
                _matrix.Training,
                Concat(_training, _target.Labels),
                offset: Offsets(_training, withPrior)
            ),
            new BoostingData(
                _matrix.Validation,
                _target.Labels(_validation),
                offset: Offset(_validation, withPrior)
            ),
            cancellationToken
        );

    private TreeEnsemble? Refit(
        bool withPrior,
        int rounds,
        CancellationToken cancellationToken,
        out ImmutableArray<double> gains
    )
    {
        var all = _training.Insert(0, _validation);
        var result = BoostingTrainer.Train(
            _options with
            {
                Rounds = rounds,
                EarlyStoppingRounds = 0,
            },
            _target.Objective,
            new BoostingData(
                _matrix.All,
                Concat(all, _target.Labels),
                offset: Offsets(all, withPrior)
            ),
            null,
            cancellationToken
        );
        gains = result.FeatureGains;
        return Ensemble(result);
    }

    private static TreeEnsemble? NoGains(out ImmutableArray<double> gains)
    {
        gains = [];
        return null;
    }

    private TreeEnsemble Ensemble(BoostingResult result) =>
        new()
        {
            Kind = EnsembleKind.FastTreeTweedie,
            FeatureCount = _matrix.TreeFeatures.Length,
            Trees = result.Trees,
        };

    /// <summary>Moves from the prior to the blend with the lowest loss on the later cutoff, if any is lower.</summary>
    private Choice Choose(BoostingResult boost, BoostingResult plain, double plainTrust)
    {
        var labels = _target.Labels(_validation);
        var prior = _target.LogPrior(_validation);
        var boosted = _matrix.ScoreValidation(Ensemble(boost));
        var unaided = _matrix.ScoreValidation(Ensemble(plain));
        var priorLoss = _target.Loss(prior, labels).Sum();
        var best = new Choice(0, 0, prior, 0);
        foreach (var candidate in Candidates(boost.BestRound, plain.BestRound, plainTrust))
        {
            var f = new double[prior.Length];
            // The plain member has no level of its own: it takes the prior's.
            var shift = candidate.Plain > 0 ? MeanDifference(prior, unaided) : 0;
            for (var i = 0; i < f.Length; i++)
                f[i] =
                    prior[i]
                    + (candidate.Boost * boosted[i])
                    + (candidate.Plain * (unaided[i] + shift - prior[i]));
            var gain = 1 - (_target.Loss(f, labels).Sum() / priorLoss);
            if (gain > best.Gain)
                best = new Choice(candidate.Boost, candidate.Plain, f, gain);
        }
        return best;
    }

    // Equal weights of prior, prior x trees, and plain trees; learnt weights were no better.
    private static IEnumerable<(double Boost, double Plain)> Candidates(
        int boostRounds,
        int plainRounds,
        double plainTrust
    )
    {
        if (boostRounds > 0)
            yield return (1, 0);
        if (plainRounds > 0)
            yield return (0, plainTrust / 2);
        if (boostRounds > 0 && plainRounds > 0)
            yield return (1 - (plainTrust / 2), plainTrust / 2);
    }

    private static double MeanDifference(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] - b[i];
        return sum / a.Length;
    }

    private double[] Offsets(ImmutableArray<CutoffSample> samples, bool withPrior) =>
        Concat(samples, s => Offset(s, withPrior));

    // With the prior: its log and this cutoff's own level. Without: this cutoff's level alone.
    private double[] Offset(CutoffSample sample, bool withPrior)
    {
        var start = withPrior ? _target.LogPrior(sample) : new double[sample.RowCount];
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

    private static ImmutableArray<double> Sum(ImmutableArray<double> a, ImmutableArray<double> b)
    {
        if (a.IsEmpty || b.IsEmpty)
            return a.IsEmpty ? b : a;
        return [.. a.Zip(b, (x, y) => x + y)];
    }

    private sealed record Choice(
        double BoostWeight,
        double PlainWeight,
        double[] Validation,
        double Gain
    );
}

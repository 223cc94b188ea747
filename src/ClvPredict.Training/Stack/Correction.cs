using System.Collections.Immutable;
using ClvPredict.Features;
using ClvPredict.Models.Evaluation;
using ClvPredict.Models.Intervals;
using ClvPredict.Models.Package;
using ClvPredict.Training.Baselines;
using ClvPredict.Training.Judging;

namespace ClvPredict.Training.Stack;

/// <summary>The corrections of all targets, learnt from one plan of cutoffs.</summary>
internal sealed record Correction
{
    // Horizons up to so many label windows are predicted with the trees' full weight.
    private const double LongestCarry = 5;

    public required TargetFit Activity { get; init; }

    public required TargetFit Orders { get; init; }

    public required TargetFit HoldoutValue { get; init; }

    /// <summary>Ranges from the validation cutoff.</summary>
    public required IntervalTable Intervals { get; init; }

    /// <summary>Boosting without the prior, for comparison; null unless it was asked for.</summary>
    public PlainBoosting? Plain { get; init; }

    /// <summary>Names of the features that the trees see.</summary>
    public required ImmutableArray<string> TreeFeatures { get; init; }

    /// <summary>Learns the corrections of the targets that ship as the stack; the others keep the prior.</summary>
    public static Correction Train(
        PastFeatures past,
        CutoffPlan plan,
        int horizonDays,
        ShippedForms forms,
        bool keepPlain,
        TrainingOptions options,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        var samples = ImmutableArray.CreateBuilder<CutoffSample>();
        foreach (var cutoff in plan.Training)
        {
            progress?.Report(
                $"features and prior at {cutoff:yyyy-MM-dd} (training cutoff {samples.Count + 1} of {plan.Training.Length})"
            );
            samples.Add(
                CutoffSample.Read(past, cutoff, plan.WindowDays, options, cancellationToken)
            );
        }
        progress?.Report($"features and prior at {plan.Validation:yyyy-MM-dd} (validation cutoff)");
        var validation = CutoffSample.Read(
            past,
            plan.Validation,
            plan.WindowDays,
            options,
            cancellationToken
        );
        var training = samples.ToImmutable();
        var matrix = new TrainingMatrix(training, validation, options.Threads);
        var reach = Math.Min(1, LongestCarry * plan.WindowDays / horizonDays);

        TargetFit Fit(Target target, PredictionForm form)
        {
            if (form != PredictionForm.Stack && !keepPlain)
                return TargetFit.PriorAlone(target, target.LogPrior(validation));
            progress?.Report($"boosting: {target.Name}");
            return new TargetTrainer(target, training, validation, matrix, options).Train(
                reach,
                keepPlain,
                cancellationToken
            );
        }

        var activity = Fit(Target.Activity, forms.Activity);
        // Where every purchase day is worth 1, value is orders.
        var isOneTarget = options.ValueBasis == ValueBasis.Orders;
        var orders = Fit(
            Target.Orders,
            isOneTarget && forms.HoldoutValue == PredictionForm.Stack
                ? PredictionForm.Stack
                : forms.Orders
        );
        var worth = isOneTarget
            ? orders with
            {
                Target = Target.HoldoutValue,
            }
            : Fit(Target.HoldoutValue, forms.HoldoutValue);
        return new Correction
        {
            Activity = activity,
            Orders = orders,
            HoldoutValue = worth,
            Intervals = IntervalFitter.Fit(
                validation,
                activity.Validation,
                orders.Validation,
                worth.Validation
            ),
            Plain = keepPlain
                ? PlainBoosting.Of(
                    activity.Plain!,
                    orders.Plain!,
                    worth.Plain!,
                    validation,
                    options.Threads
                )
                : null,
            TreeFeatures = validation.Inputs.TreeFeatures,
        };
    }

    /// <summary>Share of the split gain of each feature, every target counting the same, largest first.</summary>
    public ImmutableArray<FeatureImportance> Importance()
    {
        var shares = new double[TreeFeatures.Length];
        var targets = new[] { Activity, Orders, HoldoutValue }
            .Where(t => t.FeatureGains.Sum() > 0)
            .ToArray();
        foreach (var target in targets)
        {
            var total = target.FeatureGains.Sum();
            for (var f = 0; f < shares.Length; f++)
                shares[f] += target.FeatureGains[f] / total / targets.Length;
        }
        return
        [
            .. shares
                .Select((share, f) => new FeatureImportance(TreeFeatures[f], share))
                .Where(f => f.GainShare > 0)
                .OrderByDescending(f => f.GainShare)
                .ThenBy(f => f.Name, StringComparer.Ordinal),
        ];
    }
}

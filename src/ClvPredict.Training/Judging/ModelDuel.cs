using System.Collections.Immutable;
using ClvPredict.Features;
using ClvPredict.Models.Evaluation;
using ClvPredict.Models.Package;
using ClvPredict.Training.Stack;

namespace ClvPredict.Training.Judging;

/// <summary>Two models on the same customers and the same window: [cutoff, end).</summary>
internal sealed class ModelDuel(
    CustomerData data,
    DateOnly cutoff,
    DateOnly end,
    TrainingOptions options,
    CancellationToken cancellationToken
)
{
    // Two standard deviations: a total further off is a surprise to the model itself.
    private const double TotalSurprise = 1.96;

    // Less is not worth an older model, and of several losses one is above by chance now and then.
    private const double UnseenMargin = 0.01;

    // On time that both have seen, the one that fits closer looks better: two trainings a day apart differed by 2 %.
    private const double SeenMargin = 0.1;

    private readonly int _days = end.DayNumber - cutoff.DayNumber;

    /// <summary>Compares the losses of a new model, or of its twin, with those of the present one.</summary>
    public ComparisonReport Report(ClvModel present, ClvModel next, ComparisonBasis basis)
    {
        var table = present.Features(
            ModelContracts.For(present, data),
            cutoff,
            options.Threads,
            cancellationToken
        );
        var ids = data.Histories.CustomerIds;
        var holdout = HoldoutTargets.Read(data.Histories, table, end, options.ValueBasis);
        var bootstrap = new PairedBootstrap(table.Facts.Select(f => ids[f.Customer]), options.Seed);
        double[] active = [.. holdout.Orders.Select(n => n > 0 ? 1.0 : 0.0)];
        double[] orders = [.. holdout.Orders.Select(n => (double)n)];
        // Value lost to returns of earlier purchases is no negative purchase.
        double[] net = [.. holdout.NetValue.Select(v => Math.Max(0, v) * present.Manifest.Margin)];
        var old = Logs.Of(Predict(present, table), IsRule(present));
        var young = Logs.Of(
            Predict(
                next,
                next.Features(
                    ModelContracts.For(next, data),
                    cutoff,
                    options.Threads,
                    cancellationToken
                )
            ),
            IsRule(next)
        );

        ImmutableArray<ComparedLoss> losses =
        [
            Loss(Target.Activity, young.Odds, old.Odds, active),
            Loss(Target.Orders, young.Orders, old.Orders, orders),
            Loss(Target.HoldoutValue, young.Worth, old.Worth, net),
        ];
        var report = new ComparisonReport
        {
            MayReplace = true,
            Reason = "",
            Basis = basis,
            Cutoff = cutoff,
            Days = _days,
            Customers = table.RowCount,
            Losses = losses,
            NewBias = Bias(young.Total, holdout, next),
            PresentBias = Bias(old.Total, holdout, present),
        };
        var total = IsTotalWorse(report, next, bootstrap, young.Worth, old.Worth, net);
        var margin = basis == ComparisonBasis.SeenHorizon ? SeenMargin : UnseenMargin;
        ImmutableArray<ComparedLoss> worse = [.. losses.Where(l => l.High < -margin)];
        return report with
        {
            MayReplace = !total && worse.IsEmpty,
            Reason = ComparisonText.Reason(report, worse, total),
        };

        ComparedLoss Loss(Target target, double[] a, double[] b, double[] actual)
        {
            var (gain, low, high) = bootstrap.Gain(target.Loss(a, actual), target.Loss(b, actual));
            return new ComparedLoss(target.Name, gain, low, high);
        }
    }

    // What a year does to all customers alike is no customer's chance: the interval must say so, and the new total must be
    // further off than the new model itself thinks possible.
    private static bool IsTotalWorse(
        ComparisonReport report,
        ClvModel next,
        PairedBootstrap bootstrap,
        double[] young,
        double[] old,
        double[] actual
    )
    {
        var (a, b) = (
            Math.Abs(Math.Log(1 + report.NewBias)),
            Math.Abs(Math.Log(1 + report.PresentBias))
        );
        return a > b
            && a > TotalSurprise * next.Intervals.LevelLogSd
            && bootstrap
                .Gain(LevelFree.TweedieAsIs(young, actual), LevelFree.TweedieAsIs(old, actual))
                .High < 0;
    }

    // Both predict the window's length, whatever they were trained for: the prior knows every length, and the trees correct it.
    private ClvPredictions Predict(ClvModel model, FeatureTable table)
    {
        var asked = model with
        {
            Manifest = model.Manifest with
            {
                Horizon = new Horizon(_days, HorizonUnit.Days).ToString(),
            },
        };
        return asked.Predict(
            asked.Inputs(table, options.Threads, cancellationToken),
            options.Threads,
            cancellationToken
        );
    }

    private static double Bias(double predicted, HoldoutTargets holdout, ClvModel model)
    {
        var actual = holdout.NetValue.Sum() * model.Manifest.Margin;
        return actual > 0 ? (predicted / actual) - 1 : double.NaN;
    }

    private static bool IsRule(ClvModel model) =>
        model.Manifest.Targets.FirstOrDefault(t => t.Target == Target.HoldoutValue.Name)?.Form
            is PredictionForm.Formula
                or PredictionForm.RateRetention;

    private sealed record Logs(double[] Odds, double[] Orders, double[] Worth, double Total)
    {
        public static Logs Of(ClvPredictions predictions, bool isRule)
        {
            var worth = Doubles(predictions.PredictedClv);
            return new Logs(
                [
                    .. Doubles(predictions.ChurnProbability)
                        .Select(p => Math.Log(Math.Max(1 - p, 1e-9) / Math.Max(p, 1e-9))),
                ],
                OriginLosses.Log(Doubles(predictions.ExpectedOrders)),
                isRule ? OriginLosses.LogOfRule(worth) : OriginLosses.Log(worth),
                worth.Sum()
            );
        }

        private static double[] Doubles(ReadOnlySpan<float> values)
        {
            var result = new double[values.Length];
            for (var i = 0; i < result.Length; i++)
                result[i] = values[i];
            return result;
        }
    }
}

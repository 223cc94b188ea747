using ClvPredict.Models.Chain;
using ClvPredict.Models.Package;
using ClvPredict.Models.Trees;

namespace ClvPredict.Training.Stack;

/// <summary>
/// Gives the blends their intercepts: trees only say who is worth more than whom, so each total over the customers at the
/// as-of day is set to the prior's total times the level.
/// </summary>
internal static class LevelSetter
{
    public static ChainParts Set(
        Correction? correction,
        ModelInputs inputs,
        LevelSummary level,
        TrainingOptions options
    )
    {
        var threads = options.Threads;
        var activity = correction?.Activity.Blend ?? TargetBlend.PriorOnly;
        var orders = correction?.Orders.Blend ?? TargetBlend.PriorOnly;
        var worth = correction?.HoldoutValue.Blend ?? TargetBlend.PriorOnly;

        var logOdds = Logs(inputs, Target.Activity.PriorColumn);
        var blendedOdds = Blend(inputs, Target.Activity, activity, threads);
        var rate = Math.Min(
            0.99,
            level.ActiveFactor * logOdds.Average(z => 1 / (1 + Math.Exp(-z)))
        );
        activity = activity with { Intercept = LevelFree.LogitShift(blendedOdds, rate) };

        var logOrders = Blend(inputs, Target.Orders, orders, threads);
        var expectedOrders =
            Logs(inputs, Target.Orders.PriorColumn).Sum(Math.Exp) * level.OrdersFactor;
        orders = orders with { Intercept = Math.Log(expectedOrders / logOrders.Sum(Math.Exp)) };

        var logValue = Blend(inputs, Target.HoldoutValue, worth, threads);
        var priorValue = Logs(inputs, Target.HoldoutValue.PriorColumn).Sum(Math.Exp);
        worth = worth with
        {
            Intercept = Math.Log(priorValue * level.ValueFactor / logValue.Sum(Math.Exp)),
        };

        var orderValue = Logs(inputs, ModelInputs.OrderValue);
        var keep = inputs.Column(ModelInputs.KeepShare).Span;
        var prior = inputs.Column(ModelInputs.Value).Span;
        double net = 0,
            target = 0;
        for (var i = 0; i < logValue.Length; i++)
        {
            net +=
                keep[i]
                * Math.Exp(
                    0.5
                        * (
                            logValue[i]
                            + worth.Intercept
                            + logOrders[i]
                            + orders.Intercept
                            + orderValue[i]
                        )
                );
            target += keep[i] * prior[i] * level.ValueFactor;
        }
        return new ChainParts
        {
            Activity = activity,
            Orders = orders,
            Value = worth,
            ClvIntercept = Math.Log(target / net),
            Margin = options.Margin,
        };
    }

    private static double[] Blend(ModelInputs inputs, Target target, TargetBlend blend, int threads)
    {
        var f = Logs(inputs, target.PriorColumn);
        var prior = Logs(inputs, target.PriorColumn);
        Add(blend.Boost, blend.BoostWeight, null);
        Add(blend.Plain, blend.PlainWeight, prior);
        return f;

        void Add(TreeEnsemble? trees, double weight, double[]? minus)
        {
            if (trees is null)
                return;
            var scores = TrainingMatrix.Score(trees, inputs, threads);
            for (var i = 0; i < f.Length; i++)
                f[i] += weight * (scores[i] - (minus is null ? 0 : minus[i]));
        }
    }

    private static double[] Logs(ModelInputs inputs, string column)
    {
        var values = inputs.Column(column).Span;
        var logs = new double[values.Length];
        for (var i = 0; i < logs.Length; i++)
            logs[i] = Math.Log(values[i]);
        return logs;
    }
}

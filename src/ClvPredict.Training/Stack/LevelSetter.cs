using ClvPredict.Models.Chain;
using ClvPredict.Models.Evaluation;
using ClvPredict.Models.Package;
using ClvPredict.Training.Baselines;
using ClvPredict.Training.Judging;

namespace ClvPredict.Training.Stack;

/// <summary>
/// Gives the blends their intercepts: trees only say who is worth more than whom, so each total over the customers at the
/// as-of day is set to the prior's total times the level.
/// </summary>
internal static class LevelSetter
{
    public static ChainParts Set(
        Correction? correction,
        ShippedForms forms,
        SimpleBaselines? rules,
        ModelInputs inputs,
        LevelSummary level,
        TrainingOptions options
    )
    {
        var threads = options.Threads;
        var activity = Shipped(forms.Activity, correction?.Activity);
        var logOdds = Blend(inputs, Target.Activity, activity, threads);
        var rate = Math.Min(
            0.99,
            level.ActiveFactor
                * Logs(inputs, Target.Activity.PriorColumn).Average(z => 1 / (1 + Math.Exp(-z)))
        );
        var orders = Shipped(forms.Orders, correction?.Orders);
        var logOrders = Blend(inputs, Target.Orders, orders, threads);
        var expectedOrders =
            Logs(inputs, Target.Orders.PriorColumn).Sum(Math.Exp) * level.OrdersFactor;
        orders = orders with { Intercept = Math.Log(expectedOrders / logOrders.Sum(Math.Exp)) };
        var parts = new ChainParts
        {
            Activity = activity with { Intercept = LevelFree.LogitShift(logOdds, rate) },
            Orders = orders,
            Value = Shipped(forms.HoldoutValue, correction?.HoldoutValue),
            Margin = options.Margin,
        };
        return WithClv(parts, forms.HoldoutValue, rules, inputs, level, logOrders, threads);
    }

    private static TargetBlend Shipped(PredictionForm form, TargetFit? fit) =>
        form switch
        {
            PredictionForm.CohortMean => TargetBlend.Constant,
            PredictionForm.Stack when fit is not null => fit.Blend,
            _ => TargetBlend.PriorOnly,
        };

    // The total net value is the prior's gross value x the share kept, customer by customer, times the level.
    private static ChainParts WithClv(
        ChainParts parts,
        PredictionForm form,
        SimpleBaselines? rules,
        ModelInputs inputs,
        LevelSummary level,
        double[] logOrders,
        int threads
    )
    {
        var logValue = Blend(inputs, Target.HoldoutValue, parts.Value, threads);
        var orderValue = Logs(inputs, ModelInputs.OrderValue);
        var keep = inputs.Column(ModelInputs.KeepShare).Span;
        var prior = inputs.Column(ModelInputs.Value).Span;
        double gross = 0,
            net = 0,
            blended = 0;
        for (var i = 0; i < logValue.Length; i++)
        {
            gross += prior[i] * level.ValueFactor;
            net += keep[i] * prior[i] * level.ValueFactor;
        }
        var total = parts.Value.IsConstant ? net : gross;
        var shift = Math.Log(total / logValue.Sum(Math.Exp));
        for (var i = 0; i < logValue.Length; i++)
            blended +=
                keep[i]
                * Math.Exp(
                    0.5
                        * (
                            logValue[i]
                            + shift
                            + logOrders[i]
                            + parts.Orders.Intercept
                            + orderValue[i]
                        )
                );
        return parts with
        {
            Value = parts.Value with { Intercept = shift },
            ClvIntercept = Math.Log(net / blended),
            Rule = rules?.Rule(inputs.Features, form, net),
        };
    }

    // In log space, without the intercept.
    private static double[] Blend(ModelInputs inputs, Target target, TargetBlend blend, int threads)
    {
        var f = Logs(inputs, target.PriorColumn);
        for (var i = 0; i < f.Length; i++)
            f[i] *= blend.PriorWeight;
        foreach (var member in blend.Members)
        {
            var scores = TrainingMatrix.Score(member.Trees, inputs, threads);
            for (var i = 0; i < f.Length; i++)
                f[i] += member.Weight * scores[i];
        }
        for (var i = 0; i < f.Length; i++)
            f[i] *= blend.Slope;
        return f;
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

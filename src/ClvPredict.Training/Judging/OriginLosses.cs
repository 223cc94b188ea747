using ClvPredict.Models.Chain;
using ClvPredict.Models.Evaluation;
using ClvPredict.Training.Stack;

namespace ClvPredict.Training.Judging;

/// <summary>Level-free losses of the stack and of everything simpler at one origin, a number a customer.</summary>
internal sealed class OriginLosses
{
    // Rules may say zero, and one order of such a customer would cost them everything: they get the same allowance as the
    // prior's returning customers.
    private const double Allowance = 0.04;

    private readonly Dictionary<(string Target, PredictionForm Form), double[]> _losses = [];

    public OriginLosses(BacktestResult backtest, IReadOnlyList<string> customerIds)
    {
        var columns = backtest.Columns;
        var inputs = backtest.Predictions.Inputs;
        Customers = [.. inputs.Features.Facts.Select(f => customerIds[f.Customer])];
        var orders = columns.ActualOrders.ToArray();
        double[] active = [.. orders.Select(n => n > 0 ? 1.0 : 0.0)];
        // Value lost to returns of earlier purchases is no negative purchase.
        double[] net = [.. columns.ActualValue.ToArray().Select(v => Math.Max(0, v))];
        double[] odds =
        [
            .. columns
                .ChurnProbability.ToArray()
                .Select(p => Math.Log(Math.Max(1 - p, 1e-9) / Math.Max(p, 1e-9))),
        ];
        var constant = new double[net.Length];

        Add(Target.Activity, PredictionForm.Stack, odds, active);
        Add(Target.Activity, PredictionForm.Prior, Log(inputs, ModelInputs.ActiveOdds), active);
        Add(Target.Activity, PredictionForm.CohortMean, constant, active);
        Add(Target.Orders, PredictionForm.Stack, Log(columns.ExpectedOrders), orders);
        Add(Target.Orders, PredictionForm.Prior, Log(inputs, ModelInputs.Orders), orders);
        Add(Target.Orders, PredictionForm.CohortMean, constant, orders);
        var worth = Target.HoldoutValue;
        Add(worth, PredictionForm.Stack, Log(columns.PredictedClv), net);
        Add(worth, PredictionForm.Prior, Log(backtest.PriorValue), net);
        Add(worth, PredictionForm.CohortMean, constant, net);
        if (backtest.Plain is { } plain)
        {
            Add(Target.Activity, PredictionForm.Boosting, plain.LogOdds, active);
            Add(Target.Orders, PredictionForm.Boosting, plain.LogOrders, orders);
            Add(worth, PredictionForm.Boosting, plain.LogValue, net);
        }
        foreach (var baseline in columns.Baselines)
        {
            if (FormOf(baseline.Name) is { } form)
                Add(worth, form, LogOfRule(baseline.Numbers), net);
        }
    }

    /// <summary>The customer's id of each row.</summary>
    public string[] Customers { get; }

    /// <summary>What was judged for a target, simplest first.</summary>
    public IEnumerable<PredictionForm> Forms(Target target) =>
        _losses.Keys.Where(k => k.Target == target.Name).Select(k => k.Form).Order();

    /// <summary>Loss of each row.</summary>
    public double[] Of(Target target, PredictionForm form) => _losses[(target.Name, form)];

    private void Add(Target target, PredictionForm form, double[] logs, double[] labels) =>
        _losses[(target.Name, form)] = target.Loss(logs, labels);

    private static PredictionForm? FormOf(string baseline) =>
        baseline switch
        {
            SimpleRuleNames.Formula => PredictionForm.Formula,
            SimpleRuleNames.RateRetention => PredictionForm.RateRetention,
            _ => null,
        };

    private static double[] Log(ModelInputs inputs, string column) =>
        [.. inputs.Column(column).ToArray().Select(v => Math.Log(v))];

    /// <summary>Logs of predictions.</summary>
    internal static double[] Log(ReadOnlyMemory<double> values) =>
        [.. values.ToArray().Select(v => Math.Log(Math.Max(v, 1e-9)))];

    /// <summary>Logs of what a rule of thumb says, which may be zero.</summary>
    internal static double[] LogOfRule(ReadOnlyMemory<double> values)
    {
        var numbers = values.ToArray();
        var mean = numbers.Length > 0 ? numbers.Average() : 0;
        return mean > 0
            ? [.. numbers.Select(v => Math.Log(((1 - Allowance) * v) + (Allowance * mean)))]
            : new double[numbers.Length];
    }
}

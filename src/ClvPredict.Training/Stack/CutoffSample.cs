using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Prior;

namespace ClvPredict.Training.Stack;

/// <summary>One cutoff of the past: what was known then, the prior fitted then, and what happened in the window after it.</summary>
internal sealed class CutoffSample
{
    private CutoffSample(
        int windowDays,
        CustomerPrior prior,
        ModelInputs inputs,
        HoldoutTargets targets
    )
    {
        WindowDays = windowDays;
        Prior = prior;
        Inputs = inputs;
        Targets = targets;
        Active = [.. targets.Orders.Select(n => n > 0 ? 1.0 : 0.0)];
        Orders = [.. targets.Orders.Select(n => (double)n)];
        // A free gift can make a gross value of 0 on a purchase day; Tweedie and Poisson take 0.
        GrossValue = [.. targets.GrossValue];
        LogOdds = Logs(ModelInputs.ActiveOddsWindow);
        LogOrders = Logs(ModelInputs.OrdersWindow);
        LogValue = Logs(ModelInputs.ValueWindow);
    }

    public int WindowDays { get; }

    public CustomerPrior Prior { get; }

    public ModelInputs Inputs { get; }

    public HoldoutTargets Targets { get; }

    public int RowCount => Inputs.Features.RowCount;

    public double[] Active { get; }

    public double[] Orders { get; }

    public double[] GrossValue { get; }

    /// <summary>Log odds of activity that the prior gives for the window.</summary>
    public double[] LogOdds { get; }

    /// <summary>Log of the expected orders that the prior gives for the window.</summary>
    public double[] LogOrders { get; }

    /// <summary>Log of the expected gross value that the prior gives for the window.</summary>
    public double[] LogValue { get; }

    public static CutoffSample Read(
        PastFeatures past,
        DateOnly cutoff,
        int windowDays,
        TrainingOptions options,
        CancellationToken cancellationToken
    )
    {
        var table = past.At(cutoff, cancellationToken);
        var prior = past.PriorAt(table, cancellationToken);
        var weeks = windowDays / 7.0;
        return new CutoffSample(
            windowDays,
            prior,
            ModelInputs.Build(table, prior, weeks, weeks, options.Threads, cancellationToken),
            HoldoutTargets.Read(
                past.Histories,
                table,
                cutoff.AddDays(windowDays),
                options.ValueBasis
            )
        );
    }

    private double[] Logs(string column)
    {
        var values = Inputs.Column(column).Span;
        var logs = new double[values.Length];
        for (var i = 0; i < logs.Length; i++)
            logs[i] = Math.Log(values[i]);
        return logs;
    }
}

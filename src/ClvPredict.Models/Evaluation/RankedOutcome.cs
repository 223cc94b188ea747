namespace ClvPredict.Models.Evaluation;

/// <summary>What happened, prepared once for the ranking metrics of several predictions.</summary>
internal sealed class RankedOutcome
{
    /// <summary>Sorts the outcomes.</summary>
    public RankedOutcome(ReadOnlyMemory<double> outcomes)
    {
        Outcomes = outcomes;
        Order = new PredictionOrder(outcomes.Span);
        MidRanks = Order.MidRanks();
        Total = CompensatedSum.Of(outcomes.Span);
        PerfectGini = RankMetrics.Gini(Order, outcomes.Span);
    }

    /// <summary>Per customer: the outcome.</summary>
    public ReadOnlyMemory<double> Outcomes { get; }

    /// <summary>The customers by outcome.</summary>
    public PredictionOrder Order { get; }

    /// <summary>Per customer: the rank of the outcome.</summary>
    public double[] MidRanks { get; }

    /// <summary>Sum of the outcomes.</summary>
    public double Total { get; }

    /// <summary>The Gini that a prediction of the outcomes themselves would reach.</summary>
    public double PerfectGini { get; }
}

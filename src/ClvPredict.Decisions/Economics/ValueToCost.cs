namespace ClvPredict.Decisions.Economics;

/// <summary>Whether what a customer brings covers what winning the customer cost.</summary>
public sealed record ValueToCost
{
    /// <summary>CLV of a customer, in money, at least 0.</summary>
    public required double Clv { get; init; }

    /// <summary>Cost of acquiring the customer, above 0.</summary>
    public required double Cac { get; init; }

    /// <summary>Months in which the CLV comes, evenly; NaN when not stated.</summary>
    public double Months { get; init; } = double.NaN;

    /// <summary>How many times what keeping a customer costs winning one costs; NaN when not stated. 5 is a rule of thumb.</summary>
    public double CostRatio { get; init; } = double.NaN;

    /// <summary>CLV the customer must have for each unit of cost.</summary>
    public double TargetRatio { get; init; } = 1;

    /// <summary>CLV over CAC.</summary>
    public double ClvToCac => Clv / Cac;

    /// <summary>The most that a customer may cost: CLV over the target ratio.</summary>
    public double MaxCac => Clv / TargetRatio;

    /// <summary>Month in which the cost is back; NaN without months, or when it is not back within them.</summary>
    public double PaybackMonth => Clv >= Cac ? Math.Ceiling(Months * (Cac / Clv)) : double.NaN;

    /// <summary>What keeping a customer costs: CAC over the cost ratio; NaN without one.</summary>
    public double RetentionCost => Cac / CostRatio;

    /// <summary>pays when CLV is above CAC, loses otherwise.</summary>
    public string Verdict => Clv > Cac ? "pays" : "loses";
}

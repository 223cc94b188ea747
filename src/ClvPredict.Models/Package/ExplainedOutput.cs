namespace ClvPredict.Models.Package;

/// <summary>What can be explained.</summary>
public enum ExplainedOutput
{
    /// <summary>Predicted CLV in the horizon.</summary>
    PredictedClv,

    /// <summary>Expected purchase days in the horizon.</summary>
    ExpectedOrders,

    /// <summary>Odds of at least one purchase in the horizon: (1 - churn) / churn.</summary>
    ActiveOdds,
}

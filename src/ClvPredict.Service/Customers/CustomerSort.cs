namespace ClvPredict.Service.Customers;

/// <summary>What customers are sorted by; the names in snake_case are those of the JSON.</summary>
public enum CustomerSort
{
    /// <summary>Id, ordinal.</summary>
    CustomerId,

    /// <summary>Predicted CLV.</summary>
    PredictedClv,

    /// <summary>Median of the same distribution.</summary>
    ClvMedian,

    /// <summary>Lower end of the range.</summary>
    ClvLow,

    /// <summary>Upper end of the range.</summary>
    ClvHigh,

    /// <summary>Expected purchase days.</summary>
    ExpectedOrders,

    /// <summary>Expected spend of a purchase day.</summary>
    ExpectedOrderValue,

    /// <summary>P(no purchase day in the horizon).</summary>
    ChurnProbability,

    /// <summary>P(not gone for good).</summary>
    ProbabilityAlive,

    /// <summary>Median day of the next purchase; customers without one come last.</summary>
    NextOrderDate,

    /// <summary>Net value so far times margin.</summary>
    HistoricValue,

    /// <summary>Historic value + predicted CLV.</summary>
    TotalClv,

    /// <summary>Predicted CLV if active x churn probability.</summary>
    ValueAtRisk,

    /// <summary>Expected profit of a contact.</summary>
    ExpectedProfitOfContact,

    /// <summary>Rank on the retention list; customers not on it come last.</summary>
    TargetRank,
}

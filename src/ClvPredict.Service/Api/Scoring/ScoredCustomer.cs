using System.Text.Json.Serialization;

namespace ClvPredict.Service.Api.Scoring;

/// <summary>What the model says of one customer from nothing but what was sent; money in the currency of the model's orders.</summary>
internal sealed record ScoredCustomer
{
    /// <summary>The customer's id as it was sent.</summary>
    public required string CustomerId { get; init; }

    /// <summary>Expected net value times margin in the horizon.</summary>
    public required float PredictedClv { get; init; }

    /// <summary>Median of the same distribution.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ClvMedian { get; init; }

    /// <summary>Lower end of the range.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ClvLow { get; init; }

    /// <summary>Upper end of the range.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ClvHigh { get; init; }

    /// <summary>Expected purchase days in the horizon.</summary>
    public required float ExpectedOrders { get; init; }

    /// <summary>Expected spend of a purchase day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? ExpectedOrderValue { get; init; }

    /// <summary>P(no purchase day in the horizon).</summary>
    public required float ChurnProbability { get; init; }

    /// <summary>P(not gone for good) at the as-of day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ProbabilityAlive { get; init; }

    /// <summary>Predicted CLV if active x churn probability.</summary>
    public required double ValueAtRisk { get; init; }

    /// <summary>Net value so far times margin.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? HistoricValue { get; init; }

    /// <summary>Days with at least one line that is no return.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? PurchaseDays { get; init; }
}

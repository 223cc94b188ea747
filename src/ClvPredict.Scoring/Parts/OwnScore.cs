using ClvPredict.Scoring.Targeting;

namespace ClvPredict.Scoring.Parts;

/// <summary>What is said of one customer without looking at the others, and what it takes to find the customer's place among
/// them. Money in the currency of the orders.</summary>
internal sealed record OwnScore
{
    public required string CustomerId { get; init; }
    public required float PredictedClv { get; init; }
    public required double ClvMedian { get; init; }
    public required double ClvLow { get; init; }
    public required double ClvHigh { get; init; }
    public required float ExpectedOrders { get; init; }
    public required float ExpectedOrderValue { get; init; }
    public required float ChurnProbability { get; init; }
    public required double ProbabilityAlive { get; init; }
    public required DateOnly? NextOrderDate { get; init; }
    public required DateOnly? NextOrderLow { get; init; }
    public required DateOnly? NextOrderHigh { get; init; }
    public required double HistoricValue { get; init; }
    public required string Lifecycle { get; init; }
    public required string Evidence { get; init; }

    /// <summary>The first sentences, see <see cref="ScoreReasons"/>; at most three.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Purchase days so far.</summary>
    public required int PurchaseDays { get; init; }

    /// <summary>The feature of this name, for the RFM score; NaN where missing.</summary>
    public required float DaysSinceLastOrder { get; init; }

    /// <summary>The feature of this name, for the RFM score; NaN where missing.</summary>
    public required float RepeatOrders { get; init; }

    /// <summary>The feature of this name, for the RFM score; NaN where missing.</summary>
    public required float SpendTotal { get; init; }

    /// <summary>The feature of this name, for the reasons; NaN where missing.</summary>
    public required float MeanOrderValue { get; init; }

    /// <summary>See <see cref="ContactProspects.SavableProbability"/>.</summary>
    public required double SavableProbability { get; init; }

    /// <summary>See <see cref="ContactProspects.DiscountShare"/>.</summary>
    public required float DiscountShare { get; init; }

    /// <summary>See <see cref="ContactProspects.ValueIfActive"/>.</summary>
    public double ValueIfActive => ContactProspects.IfActive(PredictedClv, ChurnProbability);

    /// <summary>Predicted CLV if active x churn probability.</summary>
    public double ValueAtRisk => ValueIfActive * ChurnProbability;

    /// <summary>The score without what depends on the customer's place among all.</summary>
    public CustomerScore Unplaced() =>
        new()
        {
            CustomerId = CustomerId,
            PredictedClv = PredictedClv,
            ClvMedian = ClvMedian,
            ClvLow = ClvLow,
            ClvHigh = ClvHigh,
            ExpectedOrders = ExpectedOrders,
            ExpectedOrderValue = ExpectedOrderValue,
            ChurnProbability = ChurnProbability,
            ProbabilityAlive = ProbabilityAlive,
            NextOrderDate = NextOrderDate,
            NextOrderLow = NextOrderLow,
            NextOrderHigh = NextOrderHigh,
            HistoricValue = HistoricValue,
            ValueRank = 0,
            ValuePercentile = double.NaN,
            ValueTier = "",
            Lifecycle = Lifecycle,
            Rfm = default,
            Segment = "",
            ValueAtRisk = ValueAtRisk,
            RetentionTarget = false,
            TargetRank = null,
            ExpectedProfitOfContact = double.NaN,
            ExpectedCostOfContact = double.NaN,
            MaxOfferCost = double.NaN,
            Campaign = "",
            Evidence = Evidence,
            Reasons = Reasons,
        };
}

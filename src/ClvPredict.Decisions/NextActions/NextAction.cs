namespace ClvPredict.Decisions.NextActions;

/// <summary>Something to do for one customer; money in the currency of the orders.</summary>
public sealed record NextAction
{
    /// <summary>The customer's id as in the orders.</summary>
    public required string CustomerId { get; init; }

    /// <summary>What to do.</summary>
    public required ActionKind Kind { get; init; }

    /// <summary>Whether it is the first, by priority, of all that is due for the customer.</summary>
    public bool IsBest { get; init; }

    /// <summary>1 for the action of this kind with the highest value at stake; equals in the order of the ids.</summary>
    public int KindRank { get; init; }

    /// <summary>Day on which to do it.</summary>
    public required DateOnly DueDate { get; init; }

    /// <summary>First day on which the next order is expected; null where the action does not wait for one.</summary>
    public DateOnly? WindowStart { get; init; }

    /// <summary>Last day on which the next order is expected.</summary>
    public DateOnly? WindowEnd { get; init; }

    /// <summary>Product or category that it is about; empty without.</summary>
    public string Item { get; init; } = "";

    /// <summary>Whether to add an offer: it is one of the kinds with an offer, and the offer is expected to pay.</summary>
    public bool WithOffer { get; init; }

    /// <summary>What it costs where the offer is taken: the contact, and the offer if there is one.</summary>
    public required double Cost { get; init; }

    /// <summary>Sales that it must bring to pay for itself: cost over margin.</summary>
    public required double MustSell { get; init; }

    /// <summary>Profit in play: of the order, or of the customer, that it is about.</summary>
    public required double ValueAtStake { get; init; }

    /// <summary>Largest offer cost at which it still pays; NaN for kinds without an offer.</summary>
    public double MaxOfferCost { get; init; } = double.NaN;

    /// <summary>Expected profit; NaN where nothing is known of the effect, which only an experiment shows.</summary>
    public double ExpectedGain { get; init; } = double.NaN;

    /// <summary>Why, in a plain sentence.</summary>
    public required string Reason { get; init; }
}

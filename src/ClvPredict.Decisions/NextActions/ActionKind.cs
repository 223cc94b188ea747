namespace ClvPredict.Decisions.NextActions;

/// <summary>What can be done for a customer. The order is the priority: of what is due, the first is the best action. What
/// cannot wait comes first, then what keeps or brings an order, then what deepens the relation.</summary>
public enum ActionKind
{
    /// <summary>See to a complaint or a late delivery.</summary>
    Service,

    /// <summary>Remind of what lies in the cart.</summary>
    Cart,

    /// <summary>Offer to a customer who is on the retention list.</summary>
    Retention,

    /// <summary>Remind when a product that the customer buys again and again is due.</summary>
    Replenishment,

    /// <summary>Voucher that leads from the first order to the second.</summary>
    SecondPurchase,

    /// <summary>Offer to a customer who has gone quiet and was worth something.</summary>
    WinBack,

    /// <summary>Birthday offer.</summary>
    Birthday,

    /// <summary>Offer on the day on which the customer first bought.</summary>
    Anniversary,

    /// <summary>Say how little is missing to the next reward.</summary>
    LoyaltyThreshold,

    /// <summary>Offer a subscription to a customer who buys at even intervals.</summary>
    SubscriptionOffer,

    /// <summary>Suggest what others buy together with what the customer has bought.</summary>
    CrossSell,

    /// <summary>Suggest the dearer product of the same category that buyers of this one buy.</summary>
    UpSell,

    /// <summary>A deal for a day, when a price-sensitive customer is about to order.</summary>
    UrgencyDeal,

    /// <summary>Message before the customer's season.</summary>
    Seasonal,

    /// <summary>Early offers and gifts for the most valuable.</summary>
    Vip,

    /// <summary>Thank for a round number of orders.</summary>
    Appreciation,

    /// <summary>A deal for subscribers only.</summary>
    SubscriberDeal,

    /// <summary>Welcome after the first order.</summary>
    Welcome,

    /// <summary>Ask for feedback after an order has arrived.</summary>
    Feedback,

    /// <summary>Offer some weeks after an order.</summary>
    PostPurchase,
}

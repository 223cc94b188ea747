namespace ClvPredict.Scoring.Targeting;

/// <summary>Why a customer is not given discounts.</summary>
public enum DiscountGuard
{
    /// <summary>Discounts may be given.</summary>
    None,

    /// <summary>The customer has bought at full price so far: a discount gives margin away and teaches to wait for the next one.</summary>
    FullPriceBuyer,

    /// <summary>The customer almost surely buys without one.</summary>
    SureStayer,
}

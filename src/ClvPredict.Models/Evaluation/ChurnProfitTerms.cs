namespace ClvPredict.Models.Evaluation;

/// <summary>The terms of a retention campaign under which <see cref="ExpectedMaximumProfit"/> measures churn scores; the defaults are
/// those of Verbraken, Verbeke and Baesens 2013, section 5, and of the R package EMP.</summary>
public sealed record ChurnProfitTerms
{
    /// <summary>First shape of the acceptance rate's Beta distribution, above 0.</summary>
    public double Alpha { get; init; } = 6;

    /// <summary>Second shape, above 0.</summary>
    public double Beta { get; init; } = 14;

    /// <summary>Value of a customer who is kept, in money, above <see cref="OfferCost"/>.</summary>
    public double CustomerValue { get; init; } = 200;

    /// <summary>Cost of the offer where it is taken, in money, at least 0.</summary>
    public double OfferCost { get; init; } = 10;

    /// <summary>Cost of a contact, in money, at least 0.</summary>
    public double ContactCost { get; init; } = 1;

    internal void Validate()
    {
        if (
            !(Alpha > 0 && Beta > 0 && OfferCost >= 0 && ContactCost >= 0)
            || !(CustomerValue > OfferCost)
            || !double.IsFinite(Alpha + Beta + CustomerValue + ContactCost)
        )
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Terms are alpha {Alpha}, beta {Beta}, value {CustomerValue}, offer {OfferCost}, contact {ContactCost}; shapes must be above 0, costs at least 0 and the value above the offer."
                )
            );
        }
    }
}

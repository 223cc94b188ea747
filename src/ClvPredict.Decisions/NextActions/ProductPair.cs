namespace ClvPredict.Decisions.NextActions;

/// <summary>Two items found together more often than chance would have it (Agrawal, Imielinski and Swami 1993).</summary>
/// <param name="From">The item that is there.</param>
/// <param name="To">The item that is suggested.</param>
/// <param name="Together">Baskets with both.</param>
/// <param name="Support">Their share of all baskets.</param>
/// <param name="Confidence">Their share of the baskets with the first.</param>
/// <param name="Lift">Confidence over the share of all baskets that have the second.</param>
/// <param name="PValue">Fisher's exact test, one-sided: probability of so many together by chance.</param>
/// <param name="QValue">The same corrected for all pairs (Benjamini and Hochberg 1995).</param>
public sealed record ProductPair(
    string From,
    string To,
    int Together,
    double Support,
    double Confidence,
    double Lift,
    double PValue,
    double QValue
)
{
    /// <summary>Confidence beyond what chance would give.</summary>
    public double Excess => Confidence * (1 - (1 / Lift));
}

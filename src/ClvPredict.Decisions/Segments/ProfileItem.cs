namespace ClvPredict.Decisions.Segments;

/// <summary>Something that a group of customers has more often than the others.</summary>
/// <param name="Aspect">product, category, first_product, first_category, first_channel, first_campaign or first_country.</param>
/// <param name="Value">Which one.</param>
/// <param name="InGroup">Customers of the group that have it.</param>
/// <param name="InOthers">Other customers that have it.</param>
/// <param name="GroupShare">Of the group; for products and categories, of the different ones that its customers bought.</param>
/// <param name="OthersShare">The same of the others.</param>
/// <param name="Lift">Share in the group over share in all customers; 1 when they are alike.</param>
/// <param name="PValue">Fisher's exact test, one-sided: probability of so many by chance.</param>
/// <param name="QValue">The same corrected for all values of the aspect (Benjamini and Hochberg).</param>
/// <param name="IsSignificant">Whether q is at most the limit.</param>
public sealed record ProfileItem(
    string Aspect,
    string Value,
    int InGroup,
    int InOthers,
    double GroupShare,
    double OthersShare,
    double Lift,
    double PValue,
    double QValue,
    bool IsSignificant
);

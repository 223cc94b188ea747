using System.Collections.Immutable;

namespace ClvPredict.Decisions.Monitoring;

/// <summary>How much of a list of customers is another now; only customers known then count.</summary>
/// <param name="List">top decile or contact list.</param>
/// <param name="Then">The day of the earlier list.</param>
/// <param name="Size">Customers on it then.</param>
/// <param name="Left">Of those, how many are not on it any more.</param>
/// <param name="ValueLeft">Predicted CLV of those who left, as predicted then.</param>
/// <param name="ValueLeftNow">The same as predicted now.</param>
/// <param name="UsualShare">Share that left over as many days before, by the same model; NaN when the history does not reach back.</param>
/// <param name="Largest">Up to five who left and lost most predicted CLV.</param>
public sealed record ListTurnover(
    string List,
    DateOnly Then,
    int Size,
    int Left,
    double ValueLeft,
    double ValueLeftNow,
    double UsualShare,
    ImmutableArray<ListLeaver> Largest
)
{
    /// <summary>Share that left, 0 to 1; 0 for an empty list.</summary>
    public double Share => Size > 0 ? (double)Left / Size : 0;
}

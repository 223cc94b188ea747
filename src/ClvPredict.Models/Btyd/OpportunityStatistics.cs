using System.Runtime.InteropServices;

namespace ClvPredict.Models.Btyd;

/// <summary>
/// What the BG/BB model knows of a customer who could buy at most once at each of n opportunities after the first purchase
/// (yearly donations, cruises, events). The default value is a customer without an opportunity yet.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OpportunityStatistics
{
    /// <summary>Checks and stores the three numbers.</summary>
    /// <param name="purchases">x: opportunities taken, 0 to <paramref name="lastPurchase"/>.</param>
    /// <param name="lastPurchase">t_x: number of the last opportunity taken, from 1; 0 when x = 0.</param>
    /// <param name="opportunities">n: opportunities so far, at least <paramref name="lastPurchase"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public OpportunityStatistics(int purchases, int lastPurchase, int opportunities)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        ArgumentOutOfRangeException.ThrowIfLessThan(lastPurchase, purchases);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lastPurchase, opportunities);
        if (purchases == 0)
            ArgumentOutOfRangeException.ThrowIfNotEqual(lastPurchase, 0);
        Purchases = purchases;
        LastPurchase = lastPurchase;
        Opportunities = opportunities;
    }

    /// <summary>x: opportunities taken.</summary>
    public int Purchases { get; }

    /// <summary>t_x: number of the last opportunity taken, counted from 1; 0 when none was.</summary>
    public int LastPurchase { get; }

    /// <summary>n: opportunities so far.</summary>
    public int Opportunities { get; }
}

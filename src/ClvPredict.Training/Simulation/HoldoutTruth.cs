using System.Runtime.InteropServices;

namespace ClvPredict.Training.Simulation;

/// <summary>What is true of one customer's holdout [cutoff, cutoff + horizon). The default means nothing happens.</summary>
/// <param name="IsAlive">Whether the customer may still order on the cutoff day.</param>
/// <param name="ExpectedOrders">Expected orders (purchase days), given the traits and <see cref="IsAlive"/>.</param>
/// <param name="ExpectedValueCents">Expected net value in cents, given these and the log before the cutoff.</param>
/// <param name="RealisedOrders">Orders that happened.</param>
/// <param name="RealisedValueCents">Sum of the lines, returns included, dated in the holdout.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HoldoutTruth(
    bool IsAlive,
    double ExpectedOrders,
    double ExpectedValueCents,
    int RealisedOrders,
    long RealisedValueCents
)
{
    /// <summary>The truth of a customer who joined before the cutoff; the lines must reach to the holdout's end.</summary>
    public static HoldoutTruth Of(
        CustomerTraits traits,
        IReadOnlyList<SimulatedLine> lines,
        Season season,
        int cutoffDay,
        int horizonDays
    )
    {
        var isAlive = traits.LifetimeEndDay >= cutoffDay;
        var (orders, value) = isAlive
            ? ExpectedFromOrders(traits, season, cutoffDay, horizonDays)
            : (0, 0);
        var endDay = cutoffDay + horizonDays;
        var realisedOrders = 0;
        var realisedValue = 0L;
        short lastOrder = 0;
        foreach (var line in lines)
        {
            if (line.Day < cutoffDay || line.Day >= endDay)
                continue;
            realisedValue += line.AmountCents;
            if (line.IsReturn || line.OrderNumber == lastOrder)
                continue;
            realisedOrders++;
            lastOrder = line.OrderNumber;
        }
        var returns = ExpectedEarlierReturnsCents(traits, lines, cutoffDay, endDay);
        return new HoldoutTruth(isAlive, orders, value - returns, realisedOrders, realisedValue);
    }

    /// <summary>
    /// Sums over the days: probability of being alive, exp(-μ x days since cutoff), times probability of an order,
    /// 1 - exp(-λ x factor), and times the mean order value less what comes back of it before the end.
    /// </summary>
    private static (double Orders, double ValueCents) ExpectedFromOrders(
        CustomerTraits traits,
        Season season,
        int cutoffDay,
        int horizonDays
    )
    {
        Span<double> orderProbability = stackalloc double[12];
        for (var month = 0; month < 12; month++)
            orderProbability[month] =
                1 - PortableMath.Exp(-traits.RatePerDay * season.MonthFactors[month]);
        var survival = PortableMath.Exp(-traits.DropoutPerDay);
        var alive = 1.0;
        var orders = 0.0;
        var keptOrders = 0.0;
        for (var i = 0; i < horizonDays; i++)
        {
            var probability = alive * orderProbability[season.MonthIndex(cutoffDay + i)];
            orders += probability;
            keptOrders +=
                probability
                * (1 - (traits.ReturnPropensity * ReturnDelay.ProbabilityBelow(horizonDays - i)));
            alive *= survival;
        }
        return (orders, keptOrders * traits.MeanOrderValue * 100);
    }

    /// <summary>
    /// Expected returns in the holdout of orders from before it. An order of n lines that has no return so far has one
    /// to come with each line's probability ρ S / (1 - (1 - (1 - ρ)^n)(1 - S)) by Bayes' rule, S being the
    /// probability that the delay reaches to the cutoff.
    /// </summary>
    private static double ExpectedEarlierReturnsCents(
        CustomerTraits traits,
        IReadOnlyList<SimulatedLine> lines,
        int cutoffDay,
        int endDay
    )
    {
        var sum = 0.0;
        for (var i = 0; i < lines.Count; )
        {
            var first = lines[i];
            var amount = 0L;
            var noLineReturns = 1.0;
            var returnSeen = false;
            for (; i < lines.Count && lines[i].OrderNumber == first.OrderNumber; i++)
            {
                if (lines[i].IsReturn)
                {
                    returnSeen |= lines[i].Day < cutoffDay;
                    continue;
                }
                amount += lines[i].AmountCents;
                noLineReturns *= 1 - traits.ReturnPropensity;
            }
            if (first.Day >= cutoffDay || returnSeen)
                continue;
            var seenByNow = ReturnDelay.ProbabilityBelow(cutoffDay - first.Day);
            var inHoldout = ReturnDelay.ProbabilityBelow(endDay - first.Day) - seenByNow;
            sum +=
                amount
                * traits.ReturnPropensity
                * inHoldout
                / (1 - ((1 - noLineReturns) * seenByNow));
        }
        return sum;
    }
}

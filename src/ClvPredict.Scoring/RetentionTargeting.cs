namespace ClvPredict.Scoring;

/// <summary>
/// Who is worth contacting. A would-be churner who takes the offer is worth the predicted CLV of an active customer; a
/// customer who would have stayed takes the offer too and only costs it; one who is gone for good does not answer (after Verbraken, Verbeke and Baesens 2013,
/// "A novel profit maximizing metric for measuring classification performance of customer churn prediction models", eq. 2).
/// </summary>
internal static class RetentionTargeting
{
    /// <summary>Expected profit of one contact.</summary>
    /// <param name="churn">P(no purchase in the horizon).</param>
    /// <param name="alive">P(not gone for good).</param>
    /// <param name="valueIfActive">Predicted CLV given at least one purchase.</param>
    /// <param name="economics">Costs and acceptance.</param>
    public static double Profit(
        double churn,
        double alive,
        double valueIfActive,
        RetentionEconomics economics
    ) =>
        (Saved(churn, alive, economics) * (valueIfActive - economics.OfferCost))
        - ((1 - churn) * economics.OfferCost)
        - economics.ContactCost;

    /// <summary>The offer cost at which <see cref="Profit"/> is 0; 0 when the contact alone does not pay.</summary>
    public static double MaxOfferCost(
        double churn,
        double alive,
        double valueIfActive,
        RetentionEconomics economics
    )
    {
        var saved = Saved(churn, alive, economics);
        var taken = saved + 1 - churn;
        return taken > 0
            ? Math.Max(0, ((saved * valueIfActive) - economics.ContactCost) / taken)
            : 0;
    }

    /// <summary>Expected cost of one contact: the contact, and the offer where it is taken.</summary>
    public static double Cost(double churn, double alive, RetentionEconomics economics) =>
        economics.ContactCost
        + ((Saved(churn, alive, economics) + 1 - churn) * economics.OfferCost);

    /// <summary>
    /// Per customer the rank on the list, or 0: customers with a positive expected profit, by profit per unit of cost while
    /// a budget is left, numbered by profit.
    /// </summary>
    public static int[] Rank(double[] profits, double[] costs, double budget)
    {
        var byReturn = Enumerable
            .Range(0, profits.Length)
            .Where(i => profits[i] > 0)
            .OrderByDescending(i => costs[i] > 0 ? profits[i] / costs[i] : double.PositiveInfinity)
            .ThenBy(i => i);
        var chosen = new List<int>();
        var spent = 0.0;
        foreach (var i in byReturn)
        {
            if (spent + costs[i] > budget)
                continue;
            spent += costs[i];
            chosen.Add(i);
        }
        var ranks = new int[profits.Length];
        var rank = 0;
        foreach (var i in chosen.OrderByDescending(i => profits[i]).ThenBy(i => i))
            ranks[i] = ++rank;
        return ranks;
    }

    private static double Saved(double churn, double alive, RetentionEconomics economics) =>
        churn * alive * economics.Acceptance;
}

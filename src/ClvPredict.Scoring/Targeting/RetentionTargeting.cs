using System.Runtime.InteropServices;

namespace ClvPredict.Scoring.Targeting;

/// <summary>Who is worth contacting with which campaign; the formula is at <see cref="ContactValue"/>, see docs/targets.md.</summary>
public static class RetentionTargeting
{
    /// <summary>The list that maximises expected profit under budget, caps and smallest sizes.</summary>
    /// <param name="prospects">What is predicted of the customers.</param>
    /// <param name="economics">Campaigns and bounds.</param>
    /// <exception cref="ArgumentException">An amount or share is out of range.</exception>
    public static TargetPlan Plan(ContactProspects prospects, RetentionEconomics economics)
    {
        ArgumentNullException.ThrowIfNull(prospects);
        ArgumentNullException.ThrowIfNull(economics);
        economics.Validate();
        return Plan(ContactList.Choose(prospects, economics));
    }

    /// <summary>A list with what each contact is worth, as columns.</summary>
    internal static TargetPlan Plan(ContactList list)
    {
        var n = list.Chosen.Length;
        var (campaigns, worth, cost, offers) = (
            new int[n],
            new double[n],
            new double[n],
            new double[n]
        );
        for (var i = 0; i < n; i++)
            (campaigns[i], worth[i], cost[i], offers[i]) = list.Of(i);
        return new TargetPlan
        {
            Economics = list.Economics,
            Prospects = list.Prospects,
            Campaign = [.. list.Chosen],
            Rank = [.. list.Ranks],
            BestCampaign = ImmutableCollectionsMarshal.AsImmutableArray(campaigns),
            Profit = ImmutableCollectionsMarshal.AsImmutableArray(worth),
            Cost = ImmutableCollectionsMarshal.AsImmutableArray(cost),
            MaxOfferCost = ImmutableCollectionsMarshal.AsImmutableArray(offers),
            UpperBound = list.UpperBound,
        };
    }

    /// <summary>Expected profits by campaign and customer at given acceptance rates; negative infinity where the discount guard keeps
    /// a campaign from a customer.</summary>
    internal static double[][] Profits(
        ContactProspects prospects,
        RetentionEconomics economics,
        double[] acceptance
    ) =>
        ByCampaign(
            prospects,
            economics,
            (k, i, value) =>
                economics.Campaigns[k].IsDiscount
                && prospects.Guard(i, economics) != DiscountGuard.None
                    ? double.NegativeInfinity
                    : value.Profit(acceptance[k])
        );

    /// <summary>Expected costs by campaign and customer at the mean acceptance rates, which the budget counts.</summary>
    internal static double[][] Costs(ContactProspects prospects, RetentionEconomics economics) =>
        ByCampaign(
            prospects,
            economics,
            (k, _, value) => value.Cost(economics.Campaigns[k].Acceptance)
        );

    private static double[][] ByCampaign(
        ContactProspects prospects,
        RetentionEconomics economics,
        Func<int, int, ContactValue, double> amount
    )
    {
        var amounts = new double[economics.Campaigns.Length][];
        for (var k = 0; k < amounts.Length; k++)
        {
            var column = amounts[k] = new double[prospects.Count];
            for (var i = 0; i < column.Length; i++)
            {
                var value = ContactValue.Of(
                    prospects.ChurnProbability[i],
                    prospects.SavableProbability[i],
                    prospects.ValueIfActive[i],
                    economics.Campaigns[k]
                );
                column[i] = amount(k, i, value);
            }
        }
        return amounts;
    }

    /// <summary>The campaign of each customer, or -1, and a bound on the profit. A campaign that falls short of its smallest size is
    /// left out, the one that falls shortest first, and the choice is made anew.</summary>
    internal static (int[] Chosen, double Bound) Choose(
        double[][] profits,
        double[][] costs,
        RetentionEconomics economics
    )
    {
        var n = profits[0].Length;
        var caps = economics.Campaigns.Select(c => c.MaxContacts ?? int.MaxValue).ToArray();
        profits = [.. profits];
        var bound = double.PositiveInfinity;
        while (true)
        {
            var choice = new ContactChoice(profits, costs, caps, economics.Budget);
            var chosen = choice.Solve();
            // The first choice ignores smallest sizes, so its bound holds for all.
            if (double.IsPositiveInfinity(bound))
                bound = choice.UpperBound;
            var shortest = Shortest(chosen, economics);
            if (shortest < 0)
                return (chosen, bound);
            profits[shortest] = new double[n];
            Array.Fill(profits[shortest], double.NegativeInfinity);
        }
    }

    private static int Shortest(int[] chosen, RetentionEconomics economics)
    {
        var counts = new int[economics.Campaigns.Length];
        foreach (var k in chosen)
        {
            if (k >= 0)
                counts[k]++;
        }
        var (shortest, least) = (-1, 1.0);
        for (var k = 0; k < counts.Length; k++)
        {
            var reached = (double)counts[k] / Math.Max(1, economics.Campaigns[k].MinSegmentSize);
            if (counts[k] > 0 && reached < least)
                (shortest, least) = (k, reached);
        }
        return shortest;
    }
}

namespace ClvPredict.Scoring.Targeting;

/// <summary>Who is contacted with which campaign; what each contact is worth is computed when asked for.</summary>
/// <param name="Prospects">What was decided from.</param>
/// <param name="Economics">What was decided under.</param>
/// <param name="Chosen">Per customer: index of the campaign; -1 for customers not on the list.</param>
/// <param name="Ranks">Per customer: 1 for the most profitable contact, equals in the order of the customers; 0 for customers
/// not on the list.</param>
/// <param name="UpperBound">An expected profit that no list within budget and caps exceeds, in money.</param>
internal sealed record ContactList(
    ContactProspects Prospects,
    RetentionEconomics Economics,
    int[] Chosen,
    int[] Ranks,
    double UpperBound
)
{
    /// <summary>The list that maximises expected profit under budget, caps and smallest sizes.</summary>
    public static ContactList Choose(ContactProspects prospects, RetentionEconomics economics)
    {
        var chosen = new int[prospects.Count];
        Array.Fill(chosen, -1);
        // Who pays with no campaign is on no list, and takes no room while the list is chosen.
        var paying = Paying(prospects, economics);
        var bound = 0.0;
        if (paying.Length > 0)
        {
            var some = prospects.Select(paying);
            (var campaigns, bound) = RetentionTargeting.Choose(
                RetentionTargeting.Profits(
                    some,
                    economics,
                    [.. economics.Campaigns.Select(c => c.Acceptance)]
                ),
                RetentionTargeting.Costs(some, economics),
                economics
            );
            for (var i = 0; i < paying.Length; i++)
                chosen[paying[i]] = campaigns[i];
        }
        var list = new ContactList(prospects, economics, chosen, new int[chosen.Length], bound);
        list.Rank();
        return list;
    }

    /// <summary>What contacting a customer is worth: with the campaign of the list, or for others the one that would bring most.</summary>
    public ContactOutcome Of(int row)
    {
        var campaign = Chosen[row] >= 0 ? Chosen[row] : Best(Prospects, Economics, row);
        var (churn, savable, value) = (
            Prospects.ChurnProbability[row],
            Prospects.SavableProbability[row],
            Prospects.ValueIfActive[row]
        );
        var terms = Economics.Campaigns[campaign];
        var contact = ContactValue.Of(churn, savable, value, terms);
        return new ContactOutcome(
            campaign,
            contact.Profit(terms.Acceptance),
            contact.Cost(terms.Acceptance),
            ContactValue.MaxOfferCost(churn, savable, value, terms)
        );
    }

    private static int[] Paying(ContactProspects prospects, RetentionEconomics economics)
    {
        var count = 0;
        for (var row = 0; row < prospects.Count; row++)
            count += Pays(row) ? 1 : 0;
        var paying = new int[count];
        for (int row = 0, next = 0; next < count; row++)
        {
            if (Pays(row))
                paying[next++] = row;
        }
        return paying;

        bool Pays(int row)
        {
            for (var k = 0; k < economics.Campaigns.Length; k++)
            {
                if (Profit(prospects, economics, k, row) > 0)
                    return true;
            }
            return false;
        }
    }

    private static int Best(ContactProspects prospects, RetentionEconomics economics, int row)
    {
        var (best, most) = (0, Profit(prospects, economics, 0, row));
        for (var k = 1; k < economics.Campaigns.Length; k++)
        {
            var profit = Profit(prospects, economics, k, row);
            if (profit > most)
                (best, most) = (k, profit);
        }
        return best;
    }

    private static double Profit(
        ContactProspects prospects,
        RetentionEconomics economics,
        int campaign,
        int row
    )
    {
        var terms = economics.Campaigns[campaign];
        return terms.IsDiscount && prospects.Guard(row, economics) != DiscountGuard.None
            ? double.NegativeInfinity
            : ContactValue
                .Of(
                    prospects.ChurnProbability[row],
                    prospects.SavableProbability[row],
                    prospects.ValueIfActive[row],
                    terms
                )
                .Profit(terms.Acceptance);
    }

    private void Rank()
    {
        var rows = new int[Chosen.Count(k => k >= 0)];
        var losses = new double[rows.Length];
        for (int row = 0, next = 0; next < rows.Length; row++)
        {
            if (Chosen[row] < 0)
                continue;
            losses[next] = -Of(row).Profit;
            rows[next++] = row;
        }
        Array.Sort(losses, rows);
        for (int start = 0, end; start < rows.Length; start = end)
        {
            end = start + 1;
            while (end < rows.Length && losses[end].Equals(losses[start]))
                end++;
            rows.AsSpan(start..end).Sort();
            for (var i = start; i < end; i++)
                Ranks[rows[i]] = i + 1;
        }
    }
}

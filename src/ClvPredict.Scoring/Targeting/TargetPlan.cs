using System.Collections.Immutable;

namespace ClvPredict.Scoring.Targeting;

/// <summary>Whom to contact with which campaign so that the expected profit is largest, and what each contact is worth; columns with
/// one entry a customer.</summary>
public sealed record TargetPlan
{
    /// <summary>What was decided under.</summary>
    public required RetentionEconomics Economics { get; init; }

    /// <summary>What was decided from.</summary>
    public required ContactProspects Prospects { get; init; }

    /// <summary>Index into the campaigns of the customer's campaign; -1 for customers not on the list.</summary>
    public required ImmutableArray<int> Campaign { get; init; }

    /// <summary>1 for the most profitable contact on the list, equals in the order of the customers; 0 for customers not on it.</summary>
    public required ImmutableArray<int> Rank { get; init; }

    /// <summary>Index of the campaign that <see cref="Profit"/> and <see cref="Cost"/> speak of: the customer's on the list, otherwise
    /// the one that would bring most.</summary>
    public required ImmutableArray<int> BestCampaign { get; init; }

    /// <summary>Expected profit of the contact, in money; can be negative.</summary>
    public required ImmutableArray<double> Profit { get; init; }

    /// <summary>Expected cost of the contact and of the offer where it is taken, in money.</summary>
    public required ImmutableArray<double> Cost { get; init; }

    /// <summary>The offer cost at which the contact just pays, in money; 0 when it never does.</summary>
    public required ImmutableArray<double> MaxOfferCost { get; init; }

    /// <summary>An expected profit that no list within budget and caps exceeds, in money.</summary>
    public required double UpperBound { get; init; }

    /// <summary>Expected profit of the whole list, in money.</summary>
    public double ListProfit => Sum(Profit);

    /// <summary>Expected cost of the whole list, in money.</summary>
    public double ListCost => Sum(Cost);

    /// <summary>Customers on the list, most profitable first.</summary>
    public ImmutableArray<int> Targets()
    {
        var targets = new int[Rank.Count(rank => rank > 0)];
        for (var i = 0; i < Rank.Length; i++)
        {
            if (Rank[i] > 0)
                targets[Rank[i] - 1] = i;
        }
        return [.. targets];
    }

    /// <summary>What a contact is worth to a customer, for a campaign of the economics.</summary>
    internal ContactValue Value(int campaign, int row) =>
        ContactValue.Of(
            Prospects.ChurnProbability[row],
            Prospects.SavableProbability[row],
            Prospects.ValueIfActive[row],
            Economics.Campaigns[campaign]
        );

    private double Sum(ImmutableArray<double> column)
    {
        var sum = 0.0;
        for (var i = 0; i < column.Length; i++)
        {
            if (Campaign[i] >= 0)
                sum += column[i];
        }
        return sum;
    }
}

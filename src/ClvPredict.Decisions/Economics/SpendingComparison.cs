using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Economics;

/// <summary>
/// Whether the next unit of money earns more when it keeps customers or when it wins new ones. Contacts are taken in the order of
/// their profit per unit of cost; money goes to contacts as long as they return more than acquisition does (equal marginal returns;
/// Blattberg and Deighton 1996, Harvard Business Review 74(4)), then to acquisition where that returns anything.
/// </summary>
public sealed record SpendingComparison
{
    /// <summary>Mean CLV of a new customer in the stated period.</summary>
    public required double ClvOfNewCustomer { get; init; }

    /// <summary>Mean cost of acquiring one; NaN when not known.</summary>
    public required double Cac { get; init; }

    /// <summary>Profit of a unit of money spent on new customers: CLV / CAC - 1; NaN without a cost.</summary>
    public required double AcquisitionReturn { get; init; }

    /// <summary>Customers whom it pays to contact.</summary>
    public required int ProfitableContacts { get; init; }

    /// <summary>Profit of a unit of money spent on contacting all of them; NaN without any.</summary>
    public required double RetentionReturn { get; init; }

    /// <summary>Contacts that return more than acquisition, and fit the budget.</summary>
    public required int Contacts { get; init; }

    /// <summary>Their expected cost.</summary>
    public required double RetentionSpending { get; init; }

    /// <summary>Their expected profit.</summary>
    public required double RetentionProfit { get; init; }

    /// <summary>Return of the last of them, a unit of money; NaN without any.</summary>
    public required double MarginalRetentionReturn { get; init; }

    /// <summary>The rest of the budget, where acquisition returns anything; NaN without a budget or a cost.</summary>
    public required double AcquisitionSpending { get; init; }

    /// <summary>Customers that it brings at the mean cost; NaN where the spending is.</summary>
    public required double NewCustomers { get; init; }

    /// <summary>Profit that they bring in the stated period; NaN where the spending is.</summary>
    public required double AcquisitionProfit { get; init; }

    internal static SpendingComparison Of(
        CustomerScores scores,
        double clvOfNewCustomer,
        double cac,
        double budget
    )
    {
        var acquisition = cac > 0 ? (clvOfNewCustomer / cac) - 1 : double.NaN;
        var floor = Math.Max(0, double.IsNaN(acquisition) ? 0 : acquisition);
        var contacts = scores
            .Customers.Where(c => c.ExpectedProfitOfContact > 0)
            .OrderByDescending(Return)
            .ThenBy(c => c.CustomerId, StringComparer.Ordinal)
            .ToArray();
        double cost = 0,
            profit = 0,
            marginal = double.NaN;
        var taken = 0;
        foreach (var contact in contacts)
        {
            if (Return(contact) < floor || cost + contact.ExpectedCostOfContact > budget)
                break;
            cost += contact.ExpectedCostOfContact;
            profit += contact.ExpectedProfitOfContact;
            marginal = Return(contact);
            taken++;
        }
        var rest =
            double.IsNaN(acquisition) || double.IsInfinity(budget) ? double.NaN
            : acquisition > 0 ? budget - cost
            : 0;
        return new SpendingComparison
        {
            ClvOfNewCustomer = clvOfNewCustomer,
            Cac = cac,
            AcquisitionReturn = acquisition,
            ProfitableContacts = contacts.Length,
            RetentionReturn =
                contacts.Length > 0
                    ? contacts.Sum(c => c.ExpectedProfitOfContact)
                        / contacts.Sum(c => c.ExpectedCostOfContact)
                    : double.NaN,
            Contacts = taken,
            RetentionSpending = cost,
            RetentionProfit = profit,
            MarginalRetentionReturn = marginal,
            AcquisitionSpending = rest,
            NewCustomers = rest / cac,
            AcquisitionProfit = rest * acquisition,
        };
    }

    private static double Return(CustomerScore c) =>
        c.ExpectedCostOfContact > 0
            ? c.ExpectedProfitOfContact / c.ExpectedCostOfContact
            : double.PositiveInfinity;
}

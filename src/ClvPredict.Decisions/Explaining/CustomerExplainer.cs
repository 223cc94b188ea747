using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Explaining;

/// <summary>Explains what is said of a customer.</summary>
public static class CustomerExplainer
{
    /// <summary>Explains the score of a customer.</summary>
    /// <param name="scorer">The model.</param>
    /// <param name="scores">What it says of all customers.</param>
    /// <param name="customerId">The customer's id as in the orders.</param>
    /// <exception cref="OrderDataException">There is no such customer.</exception>
    public static CustomerExplanation Explain(
        CustomerScorer scorer,
        CustomerScores scores,
        string customerId
    )
    {
        ArgumentNullException.ThrowIfNull(scores);
        return Explain(scorer, scores, RowOf(scores, customerId));
    }

    /// <summary>Explains the score of a customer.</summary>
    /// <param name="scorer">The model.</param>
    /// <param name="scores">What it says of all customers.</param>
    /// <param name="row">The customer's place among the scores.</param>
    public static CustomerExplanation Explain(CustomerScorer scorer, CustomerScores scores, int row)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(scores);
        var predictions = scores.Predictions;
        return new CustomerExplanation
        {
            AsOf = scores.AsOf,
            Horizon = scores.Horizon,
            Currency = scorer.Model.Manifest.Currency,
            Customers = scores.Customers.Length,
            RangeCoverage = predictions.RangeCoverage,
            Past = Past(predictions.Inputs.Features, row),
            Score = scores.Customers[row],
            Value = FactorProduct.Of(scorer.Explainer.Explain(predictions, row)),
            Odds = FactorProduct.Of(
                scorer.Explainer.Explain(predictions, row, ExplainedOutput.ActiveOdds)
            ),
            Campaign = scores.Plan.Economics.Campaigns[scores.Plan.BestCampaign[row]],
        };
    }

    private static int RowOf(CustomerScores scores, string customerId)
    {
        for (var row = 0; row < scores.Customers.Length; row++)
        {
            if (
                string.Equals(
                    scores.Customers[row].CustomerId,
                    customerId,
                    StringComparison.Ordinal
                )
            )
                return row;
        }
        throw new OrderDataException(
            FormattableString.Invariant(
                $"There is no customer \"{(customerId.Length > 80 ? customerId[..80] : customerId)}\" with an order before {scores.AsOf:yyyy-MM-dd}; there are {scores.Customers.Length:N0}, from \"{scores.Customers[0].CustomerId}\" to \"{scores.Customers[^1].CustomerId}\"."
            )
        );
    }

    private static CustomerPast Past(FeatureTable features, int row)
    {
        var facts = features.Facts[row];
        var last = DateOnly.FromDayNumber(facts.LastDay);
        var spent = Money.ToUnits(facts.GrossMinor);
        return new CustomerPast(
            DateOnly.FromDayNumber(facts.FirstDay),
            last,
            features.Cutoff.DayNumber - facts.LastDay,
            facts.PurchaseDays,
            spent,
            Money.ToUnits(-facts.ReturnsMinor),
            facts.PurchaseDays > 0 ? spent / facts.PurchaseDays : null,
            facts.PurchaseDays > 1
                ? (double)(facts.LastDay - facts.FirstDay) / (facts.PurchaseDays - 1)
                : null
        );
    }
}

using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Models.Intervals;
using ClvPredict.Models.Package;
using ClvPredict.Scoring.Targeting;

namespace ClvPredict.Scoring;

/// <summary>The scores of all customers at an as-of day.</summary>
public sealed record CustomerScores
{
    /// <summary>The first day not observed.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>How far ahead is predicted, such as 180d.</summary>
    public required string Horizon { get; init; }

    /// <summary>What predicted CLV comes from: stack, prior, rate_retention, formula or cohort_mean (docs/model.md).</summary>
    public required string Rung { get; init; }

    /// <summary>One entry a customer, in the order of the customers of the histories (sorted by id).</summary>
    public required ImmutableArray<CustomerScore> Customers { get; init; }

    /// <summary>What the model saw and said, row by row with <see cref="Customers"/>.</summary>
    public required ClvPredictions Predictions { get; init; }

    /// <summary>Whom to contact, row by row with <see cref="Customers"/>.</summary>
    public required TargetPlan Plan { get; init; }

    /// <summary>Sum of predicted CLV.</summary>
    public double TotalPredictedClv => Customers.Sum(c => (double)c.PredictedClv);

    /// <summary>What all customers will be worth together, with a range.</summary>
    public ListTotal Total() => Predictions.Total(Enumerable.Range(0, Customers.Length));

    /// <summary>What customers will be worth together, with a range.</summary>
    /// <param name="customerIds">Their ids as in the orders; each counts once.</param>
    /// <exception cref="OrderDataException">An id is not among those scored.</exception>
    public ListTotal TotalOf(IEnumerable<string> customerIds)
    {
        ArgumentNullException.ThrowIfNull(customerIds);
        var rowOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var customer in Customers)
            rowOf.Add(customer.CustomerId, rowOf.Count);
        var rows = new SortedSet<int>();
        foreach (var id in customerIds)
        {
            if (!rowOf.TryGetValue(id, out var row))
                throw new OrderDataException(
                    $"The list names \"{(id.Length > 80 ? id[..80] : id)}\", which is not among the {Customers.Length} customers scored."
                );
            rows.Add(row);
        }
        return Predictions.Total(rows);
    }

    /// <summary>The same scores with value tiers by another rule.</summary>
    /// <exception cref="ArgumentException">The rule is out of range.</exception>
    public CustomerScores WithTiers(TierRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        rule.Validate();
        var tiers = rule.Assign([.. Customers.Select(c => c.ValueRank)], Predictions.PredictedClv);
        return this with
        {
            Customers = [.. Customers.Select((c, row) => c with { ValueTier = tiers[row] })],
        };
    }

    /// <summary>The retention list, most profitable first.</summary>
    public IEnumerable<CustomerScore> Targets =>
        Customers.Where(c => c.RetentionTarget).OrderBy(c => c.TargetRank);

    /// <summary>Customers by predicted CLV, highest first.</summary>
    public IEnumerable<CustomerScore> ByValue => Customers.OrderBy(c => c.ValueRank);
}

using System.Collections.Immutable;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Risk;

/// <summary>
/// How the value at risk (predicted CLV if active x churn probability) is spread over customers: how many hold half of it.
/// </summary>
/// <param name="Customers">Customers scored.</param>
/// <param name="Total">Value at risk of all customers, in money.</param>
/// <param name="HalfHolders">Fewest customers who together hold at least half of it; 0 when nothing is at risk.</param>
/// <param name="Points">Customers, those with most at risk first, and the share of the total that they hold; from (0, 0) to
/// (all, 1).</param>
/// <param name="Top">Those with most at risk, most first, at most 10.</param>
public sealed record ValueAtRiskCurve(
    int Customers,
    double Total,
    int HalfHolders,
    ImmutableArray<ValueAtRiskPoint> Points,
    ImmutableArray<CustomerAtRisk> Top
)
{
    private const int Steps = 50;
    private const int Shown = 10;

    /// <summary>The curve of scored customers.</summary>
    public static ValueAtRiskCurve Of(CustomerScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var customers = scores.Customers;
        var order = Enumerable
            .Range(0, customers.Length)
            .OrderByDescending(row => customers[row].ValueAtRisk)
            .ThenBy(row => row)
            .ToArray();
        var total = 0.0;
        foreach (var row in order)
            total += customers[row].ValueAtRisk;
        var points = ImmutableArray.CreateBuilder<ValueAtRiskPoint>();
        points.Add(new ValueAtRiskPoint(0, 0));
        var (held, half) = (0.0, 0);
        for (var rank = 1; rank <= order.Length && total > 0; rank++)
        {
            held += customers[order[rank - 1]].ValueAtRisk;
            var crosses = half == 0 && held >= total / 2;
            if (crosses)
                half = rank;
            if (crosses || rank == order.Length || IsStep(rank, order.Length))
                points.Add(new ValueAtRiskPoint(rank, rank == order.Length ? 1 : held / total));
        }
        return new ValueAtRiskCurve(
            customers.Length,
            total,
            half,
            points.ToImmutable(),
            [
                .. order
                    .Take(Shown)
                    .Select(row => customers[row])
                    .Select(c => new CustomerAtRisk(
                        c.CustomerId,
                        c.ValueAtRisk,
                        c.ChurnProbability,
                        c.RetentionTarget
                    )),
            ]
        );
    }

    // Whether a rank is the first one at or past a fiftieth of the customers.
    private static bool IsStep(int rank, int customers) =>
        (long)rank * Steps / customers > (long)(rank - 1) * Steps / customers;
}

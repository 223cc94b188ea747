using System.Collections.Immutable;

namespace ClvPredict.Scoring.Targeting;

/// <summary>Profit by rank when customers are contacted from the most profitable on, each with the campaign that brings most; budget and
/// caps aside.</summary>
/// <param name="BreakEvenRank">Customers whose contact is expected to pay: contacting the next one loses money. 0 when none pays.</param>
/// <param name="ZeroProfitRank">Customers contacted when the profit of the first ones is used up: from here on the whole list loses
/// money; null when even contacting everyone brings a profit.</param>
/// <param name="Points">The curve, from nobody to everybody.</param>
public sealed record ProfitCurve(
    int BreakEvenRank,
    int? ZeroProfitRank,
    ImmutableArray<ProfitPoint> Points
)
{
    private const int Steps = 50;

    /// <summary>Computes the curve.</summary>
    public static ProfitCurve Of(TargetPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var profits = plan.Profit.ToArray();
        var costs = plan.Cost.ToArray();
        Array.Sort(profits, costs);
        Array.Reverse(profits);
        Array.Reverse(costs);
        var n = profits.Length;
        var points = ImmutableArray.CreateBuilder<ProfitPoint>();
        var (profit, cost, breakEven) = (0.0, 0.0, 0);
        int? zero = null;
        var next = 0;
        for (var rank = 0; rank <= n; rank++)
        {
            if (rank == (long)n * next / Steps || (rank > 0 && rank == breakEven && IsLast(rank)))
            {
                points.Add(new ProfitPoint(rank, cost, profit));
                while (rank >= (long)n * next / Steps)
                    next++;
            }
            if (rank == n)
                break;
            profit += profits[rank];
            cost += costs[rank];
            if (profits[rank] > 0)
                breakEven = rank + 1;
            if (profit < 0)
                zero ??= rank + 1;
        }
        return new ProfitCurve(breakEven, zero, points.ToImmutable());

        bool IsLast(int rank) => rank == n || profits[rank] <= 0;
    }
}

using ClvPredict.Models.Btyd;

namespace ClvPredict.Training.Btyd;

/// <summary>Purchase statistics as rows of a likelihood, and the scales that they suggest for the parameters.</summary>
internal sealed class PurchaseProblem
{
    private const string NoTimeNote =
        "All customers came on the last observed day: no time was observed, so the model is a guess.";

    private readonly double _meanAge;
    private readonly double _meanInterval;
    private readonly bool _hasTime;

    /// <summary>The fit of customers in rows of x, t_x, T.</summary>
    /// <param name="rows">The customers.</param>
    /// <param name="customers">How many they are.</param>
    /// <param name="orders">Sum of x.</param>
    /// <param name="time">Sum of T.</param>
    public PurchaseProblem(CustomerRuns.Row[] rows, int customers, double orders, double time)
    {
        Rows = rows;
        _hasTime = time > 0;
        // Half an order stands in for none, and one unit of time where all customers came on the last day.
        _meanAge = time > 0 ? time / customers : 1;
        _meanInterval = _meanAge * customers / Math.Max(orders, 0.5);
    }

    /// <summary>Rows of x, t_x, T.</summary>
    public CustomerRuns.Row[] Rows { get; }

    public static PurchaseProblem Of(ReadOnlySpan<PurchaseStatistics> customers)
    {
        var rows = new CustomerRuns.Row[customers.Length];
        var (orders, time) = (0.0, 0.0);
        for (var i = 0; i < rows.Length; i++)
        {
            var customer = customers[i];
            rows[i] = new CustomerRuns.Row(
                customer.RepeatOrders,
                customer.LastOrderAge,
                customer.CustomerAge
            );
            orders += customer.RepeatOrders;
            time += customer.CustomerAge;
        }
        return new PurchaseProblem(rows, rows.Length, orders, time);
    }

    /// <summary>Search for r, α, a, b; of <paramref name="k"/> events an order.</summary>
    public LikelihoodProblem DropoutPerOrder(int k = 1) =>
        new(
            ["r", "alpha", "a", "b"],
            [1, _meanInterval / k, 1, 1],
            [
                [0.5, 0.5, 1, 2],
                [0.3, 0.15, 0.5, 5],
                [2, 2, 0.1, 2],
            ]
        );

    /// <summary>Search for r, α, s, β.</summary>
    public LikelihoodProblem DropoutInTime() =>
        new(
            ["r", "alpha", "s", "beta"],
            [1, _meanInterval, 1, _meanAge],
            [
                [0.5, 0.3, 0.5, 0.3],
                [1, 1, 0.3, 1],
                [2, 2, 2, 5],
            ]
        );

    /// <summary>Marks a fit to customers whom nobody has observed for any time as the guess that it is.</summary>
    public FitResult<double[]> Marked(FitResult<double[]> fit) =>
        _hasTime
            ? fit
            : fit with
            {
                Status = FitStatus.Fallback,
                Note = NoTimeNote,
                Covariance = [],
            };
}

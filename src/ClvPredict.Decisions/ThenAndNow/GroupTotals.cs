namespace ClvPredict.Decisions.ThenAndNow;

/// <summary>Sums over the customers of a group on a day.</summary>
/// <param name="Customers">Number of customers.</param>
/// <param name="ActiveCustomers">Expected customers with at least one purchase in the horizon.</param>
/// <param name="ExpectedOrders">Expected purchase days in the horizon.</param>
/// <param name="PredictedClv">Predicted CLV, margin included.</param>
public readonly record struct GroupTotals(
    int Customers,
    double ActiveCustomers,
    double ExpectedOrders,
    double PredictedClv
)
{
    private const double Smallest = 1e-12;

    internal GroupTotals Plus(in ValuedCustomer customer) =>
        new(
            Customers + 1,
            ActiveCustomers + customer.ActiveProbability,
            ExpectedOrders + customer.ExpectedOrders,
            PredictedClv + customer.PredictedClv
        );

    /// <summary>
    /// The factors whose product is the value: all customers, the group's share of them, P(active), orders per active customer,
    /// net value of an order, margin.
    /// </summary>
    internal double[] Factors(int allCustomers, double margin)
    {
        // Probabilities that float32 rounds to 0 belong to values that it does not; what is put in their place cancels.
        var (active, orders) = (ActiveCustomers, ExpectedOrders);
        if (PredictedClv > 0)
            (active, orders) = (Math.Max(active, Smallest), Math.Max(orders, Smallest));
        return
        [
            allCustomers,
            Ratio(Customers, allCustomers),
            Ratio(active, Customers),
            Ratio(orders, active),
            Ratio(PredictedClv / margin, orders),
            margin,
        ];
    }

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;
}

using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Economics;

/// <summary>
/// What all customers are worth: historic, predicted, total, discounted, and predicted CLV taken apart:
/// <see cref="ActiveCustomers"/> x <see cref="OrdersPerActive"/> x <see cref="NetValuePerOrder"/> x <see cref="Margin"/> is
/// <see cref="PredictedClv"/>.
/// </summary>
public sealed record ValueSummary
{
    /// <summary>Customers scored.</summary>
    public required int Customers { get; init; }

    /// <summary>Net value so far times margin.</summary>
    public required double HistoricValue { get; init; }

    /// <summary>Expected net value times margin in the horizon.</summary>
    public required double PredictedClv { get; init; }

    /// <summary>Lower end of the range of <see cref="PredictedClv"/>.</summary>
    public required double PredictedClvLow { get; init; }

    /// <summary>Upper end of it.</summary>
    public required double PredictedClvHigh { get; init; }

    /// <summary>Coverage of the range.</summary>
    public required double Coverage { get; init; }

    /// <summary>Historic value + predicted CLV.</summary>
    public required double TotalClv { get; init; }

    /// <summary>Predicted CLV at its worth on the as-of day.</summary>
    public required double DiscountedClv { get; init; }

    /// <summary>Mean predicted CLV of a customer.</summary>
    public required double ClvPerCustomer { get; init; }

    /// <summary>The same for a year of 365.25 days at the horizon's pace.</summary>
    public required double ClvPerCustomerAndYear { get; init; }

    /// <summary>The same for a twelfth of a year.</summary>
    public required double ClvPerCustomerAndMonth { get; init; }

    /// <summary>Expected customers with a purchase in the horizon.</summary>
    public required double ActiveCustomers { get; init; }

    /// <summary>Expected orders in the horizon of a customer with any.</summary>
    public required double OrdersPerActive { get; init; }

    /// <summary>Net value of an expected order, before margin.</summary>
    public required double NetValuePerOrder { get; init; }

    /// <summary>The model's margin.</summary>
    public required double Margin { get; init; }

    internal static ValueSummary Of(
        CustomerScores scores,
        HorizonSteps steps,
        double margin,
        double discountRate
    )
    {
        double historic = 0,
            predicted = 0,
            discounted = 0,
            active = 0,
            orders = 0;
        for (var row = 0; row < scores.Customers.Length; row++)
        {
            var customer = scores.Customers[row];
            historic += customer.HistoricValue;
            predicted += customer.PredictedClv;
            discounted += Discounted(customer, steps, row, discountRate);
            active += 1 - (double)customer.ChurnProbability;
            orders += customer.ExpectedOrders;
        }
        var total = scores.Total();
        var mean = predicted / scores.Customers.Length;
        return new ValueSummary
        {
            Customers = scores.Customers.Length,
            HistoricValue = historic,
            PredictedClv = predicted,
            PredictedClvLow = total.Low,
            PredictedClvHigh = total.High,
            Coverage = total.Coverage,
            TotalClv = historic + predicted,
            DiscountedClv = discounted,
            ClvPerCustomer = mean,
            ClvPerCustomerAndYear = mean / steps.HorizonYears,
            ClvPerCustomerAndMonth = mean / steps.HorizonYears / 12,
            ActiveCustomers = active,
            OrdersPerActive = active > 0 ? orders / active : double.NaN,
            NetValuePerOrder = orders > 0 ? predicted / orders / margin : double.NaN,
            Margin = margin,
        };
    }

    /// <summary>Predicted CLV of one customer at its worth on the as-of day.</summary>
    internal static double Discounted(
        CustomerScore customer,
        HorizonSteps steps,
        int row,
        double discountRate
    )
    {
        if (discountRate == 0)
            return customer.PredictedClv;
        var shares = steps.Shares(row);
        var worth = 0.0;
        for (var k = 0; k < shares.Length; k++)
            worth += shares[k] * steps.Discount(k, discountRate);
        return customer.PredictedClv * worth;
    }
}

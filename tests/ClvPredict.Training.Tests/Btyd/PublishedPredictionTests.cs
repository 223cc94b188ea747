using ClvPredict.Models.Btyd;
using ClvPredict.TestKit;
using ClvPredict.Training.Btyd;

namespace ClvPredict.Training.Tests.Btyd;

/// <summary>Published predictions of fitted models: of customers and of all customers together.</summary>
public sealed class PublishedPredictionTests
{
    private const string CdnowSample = "data/cdnow_sample_cbs_39w.csv.gz";
    private const string Apparel = "data/apparel_trans.csv.gz";

    /// <summary>lifetimes' Quickstart: orders of the next week; its last-order ages are rounded to two decimals.</summary>
    [OutsideDataFact(CdnowSample)]
    public void ExpectedOrders_OfTheBestFiveOfCdnow_EqualQuickstart()
    {
        double[] expected = [0.424877, 0.474738, 0.486526, 0.662396, 0.710623];
        var customers = Cdnow();

        var model = BtydFitter.FitBgNbd(customers).Model;

        var best = customers.Select(c => model.ExpectedOrders(c, 1)).Order().TakeLast(5).ToArray();
        for (var i = 0; i < expected.Length; i++)
            best[i].ShouldBe(expected[i], 2e-4);
    }

    /// <summary>
    /// BTYD walkthrough: repeat orders that BG/NBD expects of all customers in weeks 20 to 25, counted from the first
    /// customer's first order. The cumulative curve is that of lifetimes' tests, which count in days: the same to 0.4 %.
    /// </summary>
    [OutsideDataFact(CdnowSample)]
    public void ExpectedOrdersOfNewCustomer_SummedOverCdnow_FollowThePublishedCurve()
    {
        double[] cumulative = [1309, 1385, 1460, 1533, 1604, 1674];
        double[] steps = [76.865, 74.888, 73.046, 71.322, 69.704, 68.182];
        var customers = Cdnow();
        var model = BtydFitter.FitBgNbd(customers).Model;
        var oldest = customers.Max(c => c.CustomerAge);
        double At(double week) =>
            customers
                .GroupBy(c => c.CustomerAge)
                .Sum(group =>
                    group.Count()
                    * model.ExpectedOrdersOfNewCustomer(Math.Max(0, week - (oldest - group.Key)))
                );

        for (var i = 0; i < cumulative.Length; i++)
        {
            At(20 + i).ShouldBe(cumulative[i], 0.004 * cumulative[i]);
            (At(20 + i) - At(19 + i)).ShouldBe(steps[i], 1e-3);
        }
    }

    /// <summary>
    /// lifetimes' Quickstart: mean expected order value, and 12-month values at 1 % a month of customers 1, 2 and 6. Its
    /// months are 30 units of time, which there are weeks.
    /// </summary>
    [OutsideDataFact(CdnowSample)]
    public void ValueOfCdnow_ByMonths_EqualsQuickstart()
    {
        var rows = PurchaseLogs.Rows(CdnowSample).ToArray();
        var customers = Cdnow();
        var counts = rows.Select(row => PurchaseLogs.Number(row[1])).ToArray();
        var means = rows.Select(row => PurchaseLogs.Number(row[5])).ToArray();
        var purchases = BtydFitter.FitBgNbd(customers).Model;
        var spend = GammaGammaFitter.Fit(counts, means).Model;
        double Value(int i)
        {
            var value = 0.0;
            for (var month = 1; month <= 12; month++)
                value +=
                    (
                        purchases.ExpectedOrders(customers[i], 30 * month)
                        - purchases.ExpectedOrders(customers[i], 30 * (month - 1))
                    ) / Math.Pow(1.01, month);
            return value * spend.ExpectedOrderValue(counts[i], means[i]);
        }

        counts.Zip(means, spend.ExpectedOrderValue).Average().ShouldBe(35.2529588, 1e-3);
        Value(0).ShouldBe(140.096211, 0.05);
        Value(1).ShouldBe(18.943467, 0.02);
        Value(5).ShouldBe(1003.868107, 0.5);
    }

    /// <summary>
    /// The manual of CLVTools 0.12: P(alive), expected orders in 207.14 weeks and DERT of customers 1, 10 and 100. It takes
    /// its default rate, ln 1.1, as that of a week.
    /// </summary>
    [OutsideDataFact(Apparel)]
    public void Predictions_OfApparelCustomers_EqualClvTools()
    {
        var ids = PurchaseLogs.Rows(Apparel).Select(row => row[0]).Distinct().ToList();
        var customers = PurchaseLogs.Statistics(Apparel, new DateOnly(2006, 12, 31), 7);
        var model = BtydFitter.FitParetoNbd(customers).Model;
        (string Id, double Alive, double Orders, double Discounted)[] expected =
        [
            ("1", .9468478, 7.3256573, .46765602),
            ("10", .9825606, 3.5198114, .22469806),
            ("100", .2784686, .4190901, .02675392),
        ];

        foreach (var (id, alive, orders, discounted) in expected)
        {
            var customer = customers[ids.IndexOf(id)];

            model.ProbabilityAlive(customer).ShouldBe(alive, 1e-4);
            model.ExpectedOrders(customer, 1450 / 7.0).ShouldBe(orders, 5e-4 * orders);
            model
                .DiscountedOrders(customer, double.PositiveInfinity, Math.Log(1.1))
                .ShouldBe(discounted, 3e-4 * discounted);
        }
    }

    private static PurchaseStatistics[] Cdnow() =>
        [
            .. PurchaseLogs
                .Rows(CdnowSample)
                .Select(row => new PurchaseStatistics(
                    PurchaseLogs.Number(row[1]),
                    PurchaseLogs.Number(row[2]),
                    PurchaseLogs.Number(row[3])
                )),
        ];
}

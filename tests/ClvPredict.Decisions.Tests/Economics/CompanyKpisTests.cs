using ClvPredict.Decisions.Economics;
using ClvPredict.TestKit;

namespace ClvPredict.Decisions.Tests.Economics;

public class CompanyKpisTests
{
    [Fact]
    public void Of_ThreeCustomersOverThreeQuarters_CountsByHand()
    {
        TestLine[] lines =
        [
            new("a", new DateOnly(2024, 1, 1), 100),
            new("a", new DateOnly(2024, 1, 1), 20),
            new("a", new DateOnly(2024, 4, 10), 150),
            new("b", new DateOnly(2024, 2, 3), 80),
            new("b", new DateOnly(2024, 2, 9), -30),
            new("c", new DateOnly(2024, 3, 3), 200),
            new("c", new DateOnly(2024, 5, 5), 50),
            new("d", new DateOnly(2024, 6, 30), 10),
        ];

        var kpis = CompanyKpis.Of(
            TestOrders.Histories(lines),
            new DateOnly(2024, 7, 15),
            margin: 0.4,
            fiscalYearStart: 1,
            months: 3
        );

        kpis.Select(k => k.Period).ShouldBe(["FY2024-Q1", "FY2024-Q2", "FY2024-Q3"]);
        kpis.Select(k => k.IsComplete).ShouldBe([true, true, false]);
        var (first, second) = (kpis[0], kpis[1]);
        first.NetRevenue.ShouldBe(370);
        first.Returns.ShouldBe(-30);
        first.Profit.ShouldBe(148, 1e-9);
        first.Orders.ShouldBe(3);
        first.AverageOrderValue.ShouldBe(400.0 / 3, 1e-9);
        first.RetentionRate.ShouldBe(double.NaN);
        second.ActiveCustomers.ShouldBe(3);
        second.NewCustomers.ShouldBe(1);
        second.RepeatShare.ShouldBe(2.0 / 3, 1e-9);
        second.RetentionRate.ShouldBe(2.0 / 3, 1e-9);
        second.NetRevenueRetention.ShouldBe(200.0 / 370, 1e-9);
        second.ChurnedRevenue.ShouldBe(50);
        second.ContractedRevenue.ShouldBe(150);
        second.ExpandedRevenue.ShouldBe(30);
        second.ExpansionOutrunsChurn.ShouldBe(false);
    }

    [Fact]
    public void Of_RandomShop_RevenueOfTheCustomersOfBeforeAddsUp()
    {
        var orders = TestOrders.Histories(TestOrders.Random(3, 200));

        var kpis = CompanyKpis.Of(orders, orders.LastDay.AddDays(1), 1, 4, 6);

        kpis.Sum(k => k.NetRevenue).ShouldBe(Data.Money.ToUnits(orders.Ledger.NetMinor), 1e-6);
        kpis.Sum(k => k.NewCustomers).ShouldBe(200);
        kpis[0].Period.ShouldBe("FY2023-H2");
        kpis[1].Period.ShouldBe("FY2024-H1");
    }
}

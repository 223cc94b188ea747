using ClvPredict.TestKit;

namespace ClvPredict.Data.Tests;

/// <summary>Order logs whose totals have been published or were measured with other tools.</summary>
public sealed class OutsideOrdersTests
{
    [OutsideDataFact("data/online_retail.csv.gz")]
    public void Read_OnlineRetail_AgreesWithItsPublishedTotals()
    {
        var log = Read("data/online_retail.csv.gz", new OrderReadOptions());
        var histories = CustomerHistories.Build(log.Orders);

        log.Report.LinesRead.ShouldBe(541_909);
        log.Report.LinesWithoutCustomer.ShouldBe(135_080);
        log.Report.LinesRejected.ShouldBe(0);
        histories.CustomerCount.ShouldBe(4_372);
        log.Orders.Countries.Length.ShouldBe(37);
        // Line amounts have up to three decimals; the published total is rounded to the cent.
        var total = log.Report.Ledger.NetMinor + log.Report.WithoutCustomer.NetMinor;
        Math.Round((decimal)total / Money.MinorPerUnit, 2).ShouldBe(9_747_747.93m);
        histories.Ledger.ShouldBe(log.Report.Ledger);
        // Invoices with a customer that are no cancellations.
        histories.StartsOrder.Count(starts => starts).ShouldBe(18_536);
        histories.FirstDay.ShouldBe(new DateOnly(2010, 12, 1));
        histories.LastDay.ShouldBe(new DateOnly(2011, 12, 9));
    }

    [OutsideDataFact("data/cdnow_full.csv.gz")]
    public void Read_Cdnow_AgreesWithItsPublishedTotals()
    {
        var log = Read("data/cdnow_full.csv.gz", new OrderReadOptions());
        var histories = CustomerHistories.Build(log.Orders);

        log.Report.LinesUsed.ShouldBe(69_659);
        histories.CustomerCount.ShouldBe(23_570);
        log.Report.Ledger.NetMinor.ShouldBe(2_500_315_63_00L);
        histories.LastDay.ShouldBe(new DateOnly(1998, 6, 30));
    }

    [OutsideDataFact("data/grocery_elog.csv.gz")]
    public void Read_GroceryWithoutMoney_KeepsEveryLineAtZero()
    {
        var log = Read("data/grocery_elog.csv.gz", new OrderReadOptions { ValueIsOrders = true });

        log.Report.LinesUsed.ShouldBe(log.Report.LinesRead);
        log.Orders.CustomerIds.Length.ShouldBe(1_525);
        log.Report.Ledger.ShouldBe(new Ledger(0, 0));
        log.Orders.IsReturn.ShouldNotContain(true);
    }

    [OutsideDataFact("data/grocery_elog.csv.gz")]
    public void Read_GroceryAsIfItHadMoney_NamesTheMissingAmounts()
    {
        var fault = Should.Throw<OrderDataException>(() =>
            Read("data/grocery_elog.csv.gz", new OrderReadOptions())
        );

        fault.Message.ShouldContain("amount is missing");
    }

    [OutsideDataFact("data/complete_journey_sample75k.csv.gz")]
    public void Read_CompleteJourney_FindsCategoriesAndDiscounts()
    {
        var log = Read("data/complete_journey_sample75k.csv.gz", new OrderReadOptions());

        log.Report.LinesUsed.ShouldBe(log.Report.LinesRead);
        log.Orders.Categories.IndexOf("GROCERY").ShouldBeGreaterThanOrEqualTo(0);
        log.Orders.DiscountMinor.Max().ShouldBeGreaterThan(0);
    }

    [OutsideDataFact("data/online_retail.csv.gz")]
    public void Read_OnlineRetailFromQuantityAndPrice_AgreesWithTheAmountColumn()
    {
        var byAmount = Read("data/online_retail.csv.gz", new OrderReadOptions());
        var options = new OrderReadOptions { Map = new OrderReadOptions().Map.Add("amount", "") };

        var byPrice = Read("data/online_retail.csv.gz", options);

        byPrice.Report.Ledger.ShouldBe(byAmount.Report.Ledger);
        byPrice.Orders.AmountMinor.SequenceEqual(byAmount.Orders.AmountMinor).ShouldBeTrue();
    }

    private static OrderLog Read(string file, OrderReadOptions options) =>
        OrderReader.Read([OutsideData.PathOf(file)], options);
}

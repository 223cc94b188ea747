namespace ClvPredict.Data.Tests;

/// <summary>Exports of shop systems, in small files written for these tests.</summary>
public sealed class OrderExportsTests
{
    [Fact]
    public void Read_UciOnlineRetailSecond_MarksCancelledInvoices()
    {
        var (orders, report) = Read(
            """
            Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country
            489434,85048,LIGHTS,12,2009-12-01 07:45:00,6.95,13085,United Kingdom
            C489449,22087,BUNTING,-12,2009-12-02 10:33:00,2.95,13085,Australia
            C489450,M,Manual,1,2009-12-03 10:33:00,2,13085,Australia
            """
        );

        report.Export.ShouldBe("uci-online-retail");
        orders.AmountMinor.ShouldBe([834_000, -354_000, -20_000]);
        orders.IsReturn.ShouldBe([false, true, true]);
        report.Repairs["cancelled invoice number taken as return"].ShouldBe(1);
    }

    [Fact]
    public void Read_OtherSourceWithIdsLikeCancelledInvoices_TakesNoneAsReturn()
    {
        var (orders, report) = Read(
            "customer_id,order_id,order_date,amount\nc,C123,2022-01-01,1\n"
        );

        report.Export.ShouldBe("generic");
        orders.IsReturn.ShouldBe([false]);
    }

    [Fact]
    public void Read_Shopify_TakesTheOrdersSubtotalOnce()
    {
        var (orders, report) = Read(
            """
            Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Country
            #1001,a@example.com,paid,2024-01-31 23:50:00 -0500,USD,45.00,5.00,0.00,50.00,TEN,5.00,2024-01-31 23:50:00 -0500,1,Mug,20.00,MUG,US
            #1001,a@example.com,,,,,,,,,,2024-01-31 23:50:00 -0500,2,"Tea, green",15.00,TEA,
            #1002,b@example.com,paid,2024-02-01 08:00:00 -0500,USD,20.00,0.00,0.00,20.00,,,2024-02-01 08:00:00 -0500,1,Mug,20.00,MUG,CA
            """,
            new() { TimeZone = "America/New_York" }
        );

        report.Export.ShouldBe("shopify");
        report.Currency.ShouldBe("USD");
        report.Ledger.ShouldBe(new Ledger(650_000, 0));
        CustomerHistories.Build(orders).StartsOrder.Count(starts => starts).ShouldBe(2);
        orders.Products.ShouldBe(["MUG", "TEA"]);
        orders
            .Day.Select(DateOnly.FromDayNumber)
            .Distinct()
            .ShouldBe([new DateOnly(2024, 1, 31), new DateOnly(2024, 2, 1)]);
    }

    [Fact]
    public void Read_WooCommerceAnalytics_LeavesOutWhatWasNotCarriedOut()
    {
        var (orders, report) = Read(
            """
            Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution
            2024-03-01 10:00:00,11,$30.00,completed,Ann Lee,new,"1× Mug, 2× Tea",3,,30,Direct
            2024-03-05 10:00:00,12,$12.00,cancelled,Bob Ray,new,1× Mug,1,,12,Direct
            2024-03-09 10:00:00,11,-$10.00,refunded,Ann Lee,returning,1× Mug,-1,,-10,Direct
            """
        );

        report.Export.ShouldBe("woocommerce");
        report.LinesLeftOut.ShouldBe(1);
        report.LeftOut.ShouldBe(new Ledger(120_000, 0));
        report.Repairs["order not carried out (by its status), left out"].ShouldBe(1);
        report.Ledger.ShouldBe(new Ledger(300_000, -100_000));
        orders.Channels.ShouldBe(["Direct"]);
        (report.LinesUsed + report.LinesLeftOut).ShouldBe(report.LinesRead);
    }

    [Fact]
    public void Read_MagentoOrderGrid_IsRecognised()
    {
        var (orders, report) = Read(
            """
            ID,Purchase Point,Purchase Date,Bill-to Name,Ship-to Name,Grand Total (Base),Grand Total (Purchased),Status,Customer Email,Subtotal,Shipping and Handling
            000000001,Main Store,2024-03-01 10:00:00,Ann,Ann,55.5000,55.5000,Complete,ann@example.com,50.5000,5.0000
            000000002,Main Store,2024-03-02 10:00:00,Bob,Bob,10.0000,10.0000,Canceled,bob@example.com,10.0000,0.0000
            """,
            new() { AmountIncludes = ["shipping"] }
        );

        report.Export.ShouldBe("magento");
        report.LinesLeftOut.ShouldBe(1);
        orders.CustomerIds.ShouldBe(["ann@example.com"]);
        orders.AmountMinor.ShouldBe([505_000]);
    }

    [Fact]
    public void Read_OlistJoined_TakesThePersonNotTheOrdersCustomer()
    {
        var (orders, report) = Read(
            """
            order_id,customer_id,customer_unique_id,order_status,order_purchase_timestamp,product_id,price,freight_value
            o1,k1,u1,delivered,2017-10-02 10:56:33,p1,29.99,8.72
            o2,k2,u1,delivered,2018-07-24 20:41:37,p2,118.70,22.76
            o3,k3,u2,canceled,2018-08-08 08:38:49,p1,159.90,19.22
            """
        );

        report.Export.ShouldBe("olist");
        orders.CustomerIds.ShouldBe(["u1"]);
        orders.AmountMinor.ShouldBe([299_900, 1_187_000]);
    }

    [Fact]
    public void Read_Lazada_IsRecognised()
    {
        var (orders, report) = Read(
            """
            orderItemId;orderNumber;sellerSku;createTime;customerName;paidPrice;status
            1;700;SERUM;28 Jul 2026 14:02;liza.m;520.00;delivered
            2;701;SERUM;29 Jul 2026 14:02;bebang;520.00;canceled
            """,
            new() { DateFormat = "dd MMM yyyy HH:mm" }
        );

        report.Export.ShouldBe("lazada");
        orders.CustomerIds.ShouldBe(["liza.m"]);
        report.Ledger.ShouldBe(new Ledger(5_200_000, 0));
    }

    [Fact]
    public void Read_Shopee_IsRecognised()
    {
        var (orders, report) = Read(
            """
            Order ID,Order Status,Order Creation Date,SKU Reference No.,Product Name,Original Price,Deal Price,Quantity,Username (Buyer)
            2507A,Completed,2025-07-30 09:15,SERUM,Rosehip serum,500,450,2,rhea
            2507B,Cancelled,2025-07-30 09:20,BAG,Rattan bag,900,890,1,marlon
            """
        );

        report.Export.ShouldBe("shopee");
        orders.CustomerIds.ShouldBe(["rhea"]);
        orders.AmountMinor.ShouldBe([9_000_000]);
    }

    [Fact]
    public void Read_MapOnAKnownExport_WinsOverItsMeaning()
    {
        var options = new OrderReadOptions
        {
            Map = new OrderReadOptions().Map.Add("customer_id", "customer_id"),
        };

        Read(
            "order_id,customer_id,customer_unique_id,order_purchase_timestamp,price\no1,k1,u1,2017-10-02,1\n",
            options
        )
            .Orders.CustomerIds.ShouldBe(["k1"]);
    }

    private static OrderLog Read(string text, OrderReadOptions? options = null)
    {
        using var folder = new TemporaryFolder();
        return OrderReader.Read(
            [folder.Write("orders.csv", text)],
            options ?? new OrderReadOptions()
        );
    }
}

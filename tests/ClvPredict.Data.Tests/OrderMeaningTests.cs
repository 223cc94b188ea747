namespace ClvPredict.Data.Tests;

/// <summary>What the options say about time, currency, repeats, aliases, tax, cost and arrival.</summary>
public sealed class OrderMeaningTests
{
    // Clocks in Vienna went from 2:00 to 3:00 on 27 March 2022 (1:00 UTC) and from 3:00 to 2:00 on 30 October (1:00 UTC).
    [Theory]
    [InlineData("2022-03-26T23:30:00Z", "2022-03-27", 1800)]
    [InlineData("2022-03-27T00:59:59Z", "2022-03-27", 7199)]
    [InlineData("2022-03-27T01:00:00Z", "2022-03-27", 10800)]
    [InlineData("2022-03-27T21:59:59Z", "2022-03-27", 86399)]
    [InlineData("2022-03-27T22:00:00Z", "2022-03-28", 0)]
    [InlineData("2022-10-30T00:30:00Z", "2022-10-30", 9000)]
    [InlineData("2022-10-30T01:30:00Z", "2022-10-30", 9000)]
    [InlineData("2022-10-30T22:59:59Z", "2022-10-30", 86399)]
    [InlineData("2022-10-30T23:00:00Z", "2022-10-31", 0)]
    [InlineData("2022-07-01T23:30:00+0500", "2022-07-01", 73800)]
    [InlineData("2022-07-01T20:30:00-05:00", "2022-07-02", 12600)]
    [InlineData("2022-01-01 23:30:00 UTC", "2022-01-02", 1800)]
    public void Read_TimeZone_DecidesTheDay(string written, string day, int secondOfDay)
    {
        var (orders, report) = Read(
            $"customer_id,order_date,amount\nc,{written},1\n",
            new() { TimeZone = "Europe/Vienna" }
        );

        DateOnly.FromDayNumber(orders.Day[0]).ToString("O").ShouldBe(day);
        orders.SecondOfDay[0].ShouldBe(secondOfDay);
        report.Repairs["time converted to the business's time zone"].ShouldBe(1);
    }

    [Fact]
    public void Read_TimesDeclaredUtc_AreConvertedAndDatesAreNot()
    {
        var options = new OrderReadOptions { TimeZone = "America/New_York", TimesAreUtc = true };

        var (orders, _) = Read(
            "customer_id,order_date,amount\na,2022-01-02 03:00:00,1\nb,2022-01-02,1\n",
            options
        );

        orders.Day.Select(d => DateOnly.FromDayNumber(d).Day).ShouldBe([1, 2]);
    }

    [Fact]
    public void Read_LocalTimesWithTimeZone_StayAsTheyAre()
    {
        var options = new OrderReadOptions { TimeZone = "America/New_York" };

        var (orders, report) = Read(
            "customer_id,order_date,amount\na,2022-01-02 03:00:00,1\n",
            options
        );

        orders.SecondOfDay.ShouldBe([10_800]);
        report.Repairs.ShouldBeEmpty();
    }

    [Fact]
    public void Read_ZonesWithoutTimeZone_AreIgnoredAndCounted()
    {
        var (orders, report) = Read(
            "customer_id,order_date,amount\na,2022-01-02T23:00:00-05:00,1\n"
        );

        DateOnly.FromDayNumber(orders.Day[0]).Day.ShouldBe(2);
        report.Repairs["time zone ignored, the day is the one written"].ShouldBe(1);
    }

    private const string Repeated =
        "customer_id,order_date,order_id,product_id,amount\n"
        + "a,2022-01-02T10:00:00,1,x,3\na,2022-01-02T10:00:00,1,x,3\n"
        + "a,2022-01-02T10:00:01,1,x,3\na,2022-01-02T10:00:00,2,x,3\n"
        + "b,2022-01-02T10:00:00,1,x,3\na,2022-01-02T10:00:00,1,x,3\na,2022-01-02T10:00:00,1,y,3\n";

    [Fact]
    public void Read_RepeatedLines_AreKeptAndCountedByDefault()
    {
        var (orders, report) = Read(Repeated);

        orders.LineCount.ShouldBe(7);
        report.Repairs["exact repeat of another line, kept"].ShouldBe(2);
        report.LinesLeftOut.ShouldBe(0);
    }

    [Fact]
    public void Read_RepeatedLinesDropped_LeaveOneOfEachAndAreAccountedFor()
    {
        var (orders, report) = Read(Repeated, new() { Repeats = RepeatPolicy.Drop });

        orders.LineCount.ShouldBe(5);
        orders.Customer.ShouldBe([0, 0, 0, 0, 1]);
        report.Repairs["exact repeat of another line, dropped"].ShouldBe(2);
        report.LinesLeftOut.ShouldBe(2);
        report.LeftOut.ShouldBe(new Ledger(60_000, 0));
        report.Ledger.ShouldBe(new Ledger(150_000, 0));
        CustomerHistories.Build(orders).Ledger.ShouldBe(report.Ledger);
    }

    [Fact]
    public void Read_Aliases_MergeCustomersAlongChains()
    {
        using var folder = new TemporaryFolder();
        var aliases = folder.Write("aliases.csv", "old,new\nb,c\na,b\nx,y\n");

        var (orders, report) = Read(
            "customer_id,order_date,amount\na,2022-01-01,1\nb,2022-01-02,2\nc,2022-01-03,3\nd,2022-01-04,4\n",
            new() { AliasesPath = aliases }
        );

        orders.CustomerIds.ShouldBe(["c", "d"]);
        orders.Customer.ShouldBe([0, 0, 0, 1]);
        orders.AmountMinor.ShouldBe([10_000, 20_000, 30_000, 40_000]);
        report.Repairs["customer id replaced by its alias"].ShouldBe(2);
    }

    [Theory]
    [InlineData("old,new\na,b\nb,c\nc,a\n", "is replaced in a circle")]
    [InlineData("old,new\na,a\n", "is replaced in a circle")]
    [InlineData("old,new\na,b\na,c\n", "'a' is replaced by 'b' and by 'c'")]
    [InlineData("old\na\n", "has 1 columns")]
    [InlineData("old,new\na,\n", "row 1: an id is empty")]
    public void Read_UnusableAliases_AreRefused(string text, string message)
    {
        using var folder = new TemporaryFolder();
        var aliases = folder.Write("aliases.csv", text);

        Should
            .Throw<OrderDataException>(() =>
                Read(
                    "customer_id,order_date,amount\na,2022-01-01,1\n",
                    new() { AliasesPath = aliases }
                )
            )
            .Message.ShouldContain(message);
    }

    [Fact]
    public void Read_RatesOfCurrencies_ConvertExactlyAndRoundHalfToEven()
    {
        using var folder = new TemporaryFolder();
        var rates = folder.Write("rates.csv", "currency,rate\nUSD,0.5\nJPY,0.00625\n");
        var options = new OrderReadOptions
        {
            Currency = "EUR",
            CurrencyRatesPath = rates,
            MaxRejectShare = 0.5,
        };

        var (orders, report) = Read(
            "customer_id,order_date,amount,currency\n"
                + "a,2022-01-01,0.0003,USD\na,2022-01-02,0.0001,usd\na,2022-01-03,1000,JPY\n"
                + "a,2022-01-04,7,EUR\na,2022-01-05,8,\na,2022-01-06,9,GBP\n",
            options
        );

        orders.AmountMinor.ShouldBe([2, 0, 62_500, 70_000, 80_000]);
        report.Rejected.ShouldBe([KeyValuePair.Create("currency has no rate", 1L)]);
        report.FirstRejected[0].Text.ShouldBe("GBP");
        report.Repairs["amount converted to the base currency"].ShouldBe(3);
        report.Repairs["currency is missing, taken as the base currency"].ShouldBe(1);
        report.Currency.ShouldBe("EUR");
    }

    [Theory]
    [InlineData("currency,rate\nUSD,0\n", "'USD' has the rate '0'")]
    [InlineData("currency,rate\nUSD,1\nusd,2\n", "named twice")]
    [InlineData("currency,rate\nEUR,2\n", "its rate must be 1")]
    [InlineData("code,rate\nEUR,2\n", "expected the columns currency and rate")]
    public void Read_UnusableRates_AreRefused(string text, string message)
    {
        using var folder = new TemporaryFolder();
        var options = new OrderReadOptions
        {
            Currency = "EUR",
            CurrencyRatesPath = folder.Write("rates.csv", text),
        };

        Should
            .Throw<OrderDataException>(() =>
                Read("customer_id,order_date,amount\na,2022-01-01,1\n", options)
            )
            .Message.ShouldContain(message);
    }

    [Fact]
    public void Read_AmountsThatIncludeTaxAndShipping_AreReducedByThem()
    {
        const string Text =
            "customer_id,order_date,amount,tax,shipping\n"
            + "a,2022-01-01,120,20,5\na,2022-01-02,-120,-20,0\na,2022-01-03,-120,20,\n";

        Read(Text).Orders.AmountMinor.ShouldBe([1_200_000, -1_200_000, -1_200_000]);
        Read(Text, new() { AmountIncludes = ["tax"] })
            .Orders.AmountMinor.ShouldBe([1_000_000, -1_000_000, -1_000_000]);
        var (orders, report) = Read(Text, new() { AmountIncludes = ["tax", "shipping"] });

        orders.AmountMinor.ShouldBe([950_000, -1_000_000, -1_000_000]);
        report.Repairs["tax taken off the amount"].ShouldBe(3);
        report.Repairs["shipping taken off the amount"].ShouldBe(2);
    }

    [Fact]
    public void Read_AmountsSaidToIncludeWhatIsNotThere_AreRefused() =>
        Should
            .Throw<OrderDataException>(() =>
                Read(
                    "customer_id,order_date,amount\na,2022-01-01,1\n",
                    new() { AmountIncludes = ["tax"] }
                )
            )
            .Message.ShouldContain("include tax, but no column says how much");

    [Fact]
    public void Read_CostOrMargin_BecomesTheLinesCostWithTheAmountsSign()
    {
        var (orders, report) = Read(
            "customer_id,order_date,amount,cost,margin\n"
                + "a,2022-01-01,10,6,\na,2022-01-02,-10,6,\na,2022-01-03,10,,3\na,2022-01-04,-10,,-3\na,2022-01-05,10,,\n"
        );

        orders.CostMinor.ShouldBe([60_000, -60_000, 70_000, -70_000, 0]);
        report.Repairs["cost is missing, taken as 0"].ShouldBe(1);
    }

    [Fact]
    public void SeenOn_LateLines_SeesOnlyWhatHadArrived()
    {
        var (orders, report) = Read(
            "customer_id,order_date,amount,ingested_at\n"
                + "a,2022-01-01,1,2022-01-01\na,2022-01-02,2,2022-02-01\nb,2022-01-03,4,2022-02-01 10:00:00\nc,2022-01-04,8,\n"
        );

        var histories = CustomerHistories.Build(orders);
        var early = histories.SeenOn(new DateOnly(2022, 2, 1));

        histories.CountLate(new DateOnly(2022, 2, 1)).ShouldBe(2);
        early.CustomerIds.ShouldBe(["a", "b", "c"]);
        early.Offsets.ShouldBe([0, 1, 1, 2]);
        early.Ledger.GrossMinor.ShouldBe(90_000);
        histories.SeenOn(new DateOnly(2022, 2, 2)).ShouldBeSameAs(histories);
        Should
            .Throw<OrderDataException>(() =>
                CustomerHistories
                    .Build(
                        Read(
                            "customer_id,order_date,amount,ingested_at\na,2022-01-01,1,2024-01-01\n"
                        ).Orders
                    )
                    .SeenOn(new DateOnly(2022, 2, 1))
            )
            .Message.ShouldContain("--map ingested_at=");
        report.Repairs["arrival date is missing, taken as the order date"].ShouldBe(1);
    }

    [Fact]
    public void Read_CampaignColumn_IsKept()
    {
        var orders = Read(
            "customer_id,order_date,amount,utm_campaign\na,2022-01-01,1,spring\na,2022-01-02,1,\n"
        ).Orders;

        orders.Campaigns.ShouldBe(["spring"]);
        orders.Campaign.ShouldBe([0, -1]);
    }

    [Fact]
    public void Read_Windows1252_IsReadWhenDeclared()
    {
        using var folder = new TemporaryFolder();
        byte[] text =
        [
            .. "customer_id,order_date,amount\n"u8,
            .. "Jos"u8,
            0xE9,
            .. " "u8,
            0x80,
            .. ",2022-01-01,1\n"u8,
        ];
        var path = folder.Write("orders.csv", text);

        var log = OrderReader.Read([path], new OrderReadOptions { Encoding = "windows-1252" });

        log.Orders.CustomerIds.ShouldBe(["Jos\u00E9 \u20AC"]);
    }

    [Fact]
    public void Read_MeaningOptionsOutsideTheirRange_NamesThemAll()
    {
        var options = new OrderReadOptions
        {
            TimeZone = "Mars/Olympus",
            Repeats = (RepeatPolicy)9,
            CurrencyRatesPath = "rates.csv",
            AmountIncludes = ["tips"],
            Encoding = "ebcdic",
            Threads = 0,
        };

        var fault = Should.Throw<ArgumentException>(() => OrderReader.Read(["-"], options));

        fault.Message.ShouldContain("TimeZone is 'Mars/Olympus'");
        fault.Message.ShouldContain("Repeats is 9");
        fault.Message.ShouldContain("Currency is not given");
        fault.Message.ShouldContain("AmountIncludes has 'tips'");
        fault.Message.ShouldContain("Encoding is 'ebcdic'");
        fault.Message.ShouldContain("Threads is 0");
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

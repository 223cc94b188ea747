namespace ClvPredict.Data.Tests;

/// <summary>How the date format of an input is decided.</summary>
public sealed class OrderDatesTests
{
    [Theory]
    [InlineData("2011-03-04", "2011-03-04", 0, "yyyy-MM-dd")]
    [InlineData("2011-03-04T05:06", "2011-03-04", 18_360, "yyyy-MM-ddTHH:mm:ss")]
    [InlineData("2011-03-04T05:06:07.123456Z", "2011-03-04", 18_367, "yyyy-MM-ddTHH:mm:ss")]
    [InlineData("2011-03-04 23:59:59+02:00", "2011-03-04", 86_399, "yyyy-MM-dd HH:mm:ss")]
    [InlineData("2011/03/04", "2011-03-04", 0, "yyyy/MM/dd")]
    [InlineData("20110304", "2011-03-04", 0, "yyyyMMdd")]
    [InlineData("04.03.2011 5:06", "2011-03-04", 18_360, "dd.MM.yyyy HH:mm:ss")]
    [InlineData("13/3/2011 5:06:07", "2011-03-13", 18_367, "dd/MM/yyyy HH:mm:ss")]
    [InlineData("3/13/2011", "2011-03-13", 0, "MM/dd/yyyy")]
    [InlineData("13-03-2011", "2011-03-13", 0, "dd-MM-yyyy")]
    [InlineData("29/02/2012", "2012-02-29", 0, "dd/MM/yyyy")]
    [InlineData("3/3/2011", "2011-03-03", 0, "dd/MM/yyyy")]
    public void Read_OneDate_IsUnderstood(
        string date,
        string expectedDay,
        int secondOfDay,
        string format
    )
    {
        var (orders, report) = Read([date]);

        Days(orders).ShouldBe([expectedDay]);
        orders.SecondOfDay.ShouldBe([secondOfDay]);
        report.DateFormat.ShouldBe(format);
    }

    [Fact]
    public void Read_LastLineShowsTheOrderOfDayAndMonth_HoldsForAll()
    {
        var dates = Enumerable.Repeat("03/04/2011", 30).ToList();

        Days(Read([.. dates, "25/04/2011"]).Orders)[0].ShouldBe("2011-04-03");
        Days(Read([.. dates, "04/25/2011"]).Orders)[0].ShouldBe("2011-03-04");
    }

    [Theory]
    [InlineData("03/04/2011", "01/01/2011")]
    [InlineData("03-04-2011", "01-01-2011")]
    public void Read_EveryDateCouldBeEither_IsRefusedUnlessTold(string date, string other)
    {
        var fault = Should.Throw<OrderDataException>(() => Read([date, other]));

        fault.Message.ShouldContain(
            $"line 2: '{date}' and all other dates could be day/month or month/day"
        );
        fault.Message.ShouldContain("--date-format dmy");
        Days(Read([date], new() { DateFormat = "dmy" }).Orders).ShouldBe(["2011-04-03"]);
        Days(Read([date], new() { DateFormat = "mdy" }).Orders).ShouldBe(["2011-03-04"]);
    }

    [Fact]
    public void Read_FewDatesAgainstTheOrder_AreRejected()
    {
        var dates = Enumerable.Repeat("25/04/2011", 200).Append("04/26/2011").ToList();

        var (orders, report) = Read(dates);

        orders.LineCount.ShouldBe(200);
        report.Rejected["date is not a calendar date"].ShouldBe(1);
        report.FirstRejected.Single().Text.ShouldBe("04/26/2011");
        report.FirstRejected.Single().LineNumber.ShouldBe(202);
    }

    [Fact]
    public void Read_DatesHalfAndHalf_IsRefused()
    {
        var dates = Enumerable
            .Repeat("25/04/2011", 50)
            .Concat(Enumerable.Repeat("04/26/2011", 49))
            .ToList();

        Should
            .Throw<OrderDataException>(() => Read(dates))
            .Message.ShouldContain("49 x date is not a calendar date");
    }

    [Fact]
    public void Read_ExactPattern_IsUsed()
    {
        var (orders, report) = Read(
            ["4 Mar 2011", "05 Apr 2012"],
            new() { DateFormat = "d MMM yyyy", MaxRejectShare = 1 }
        );

        Days(orders).ShouldBe(["2011-03-04", "2012-04-05"]);
        report.DateFormat.ShouldBe("d MMM yyyy");
    }

    [Fact]
    public void Read_UnknownFormat_ShowsADateAndTheFormatsKnown()
    {
        var fault = Should.Throw<OrderDataException>(() => Read(["4 Mar 2011"]));

        fault.Message.ShouldContain("'4 Mar 2011' in the date column is no known date format");
        fault.Message.ShouldContain("--date-format");
    }

    [Fact]
    public void Read_DatesWithZones_KeepTheDayWrittenAndSaySo()
    {
        var (orders, report) = Read(["2011-03-04T23:30:00-08:00", "2011-03-04"]);

        Days(orders).ShouldBe(["2011-03-04", "2011-03-04"]);
        report.Repairs["time zone ignored, the day is the one written"].ShouldBe(1);
    }

    [Theory]
    [InlineData("2011-13-01")]
    [InlineData("2011-00-01")]
    [InlineData("2011-02-29")]
    [InlineData("2011-01-01T24:00")]
    [InlineData("2011-01-01T10:60")]
    [InlineData("2011-01-01T10:00:60")]
    [InlineData("2011-01-01T10:00:")]
    [InlineData("2011-01-01Z")]
    [InlineData("2011-01-01T10:00+2")]
    [InlineData("2011-1-1")]
    [InlineData("2011-01-011")]
    [InlineData("20110101")]
    [InlineData("1899-12-31")]
    [InlineData("2201-01-01")]
    [InlineData("٢٠١١-٠١-٠١")]
    public void Read_NoDateAmongIsoDates_IsRejected(string date)
    {
        var report = Read(["2011-01-01", date], new() { MaxRejectShare = 0.5 }).Report;

        report.LinesRejected.ShouldBe(1);
        report.FirstRejected.Single().Text.ShouldBe(date);
    }

    private static OrderLog Read(IReadOnlyList<string> dates, OrderReadOptions? options = null)
    {
        using var folder = new TemporaryFolder();
        var text =
            "customer_id,order_date,amount\n" + string.Concat(dates.Select(d => $"c,{d},1\n"));
        return OrderReader.Read(
            [folder.Write("orders.csv", text)],
            options ?? new OrderReadOptions()
        );
    }

    private static List<string> Days(OrderTable orders) =>
        [
            .. orders.Day.Select(d =>
                DateOnly
                    .FromDayNumber(d)
                    .ToString("O", System.Globalization.CultureInfo.InvariantCulture)
            ),
        ];
}

using ClvPredict.TestKit;

namespace ClvPredict.Reporting.Tests;

public sealed class ReportInputTests
{
    [Theory]
    [InlineData(179, null)]
    [InlineData(180, 90)]
    [InlineData(400, 310)]
    public void EarlierDay_History_IsAQuarterBeforeWhereThereIsAnotherQuarterBeforeIt(
        int days,
        int? expected
    )
    {
        var histories = TestOrders.Histories([new TestLine("a", TestOrders.Start, 10)]);

        var day = ReportInput.EarlierDay(histories, TestOrders.Start.AddDays(days));

        (day?.DayNumber - TestOrders.Start.DayNumber).ShouldBe(expected);
    }
}

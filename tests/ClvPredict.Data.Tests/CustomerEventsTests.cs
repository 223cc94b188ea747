using System.Collections.Immutable;

namespace ClvPredict.Data.Tests;

public sealed class CustomerEventsTests : IDisposable
{
    private static readonly ImmutableArray<string> s_customers = ["a", "b", "c"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Events_LieByCustomerAndDay()
    {
        var events = Read(
            "user_id,time,event,value\nb,2024-03-01 10:00,visit,\nz,2023-12-31,visit,1\na,2024-02-01T23:59:59Z,cart,12.5\nb,2024-01-05,visit,3\n"
        );

        events.Offsets.ShouldBe([0, 1, 3, 3]);
        events
            .Days.Select(DateOnly.FromDayNumber)
            .ShouldBe([
                new DateOnly(2024, 2, 1),
                new DateOnly(2024, 1, 5),
                new DateOnly(2024, 3, 1),
            ]);
        events.TypeCodes.Select(t => events.Types[t]).ShouldBe(["cart", "visit", "visit"]);
        events.Amounts.ShouldBe([12.5f, 3, float.NaN]);
        DateOnly.FromDayNumber(events.FirstDay).ShouldBe(new DateOnly(2023, 12, 31));
        events.EventsOfOthers.ShouldBe(1);
    }

    [Fact]
    public void Read_LinesInAnyOrder_GiveTheSame()
    {
        string[] lines = ["a,2024-01-01,x,1", "a,2024-01-01,y,2", "a,2024-01-01,x,3"];
        var forward = Read("customer,date,type,value\n" + string.Join('\n', lines));
        var backward = Read("customer,date,type,value\n" + string.Join('\n', lines.Reverse()));

        backward.TypeCodes.ShouldBe(forward.TypeCodes);
        backward.Amounts.ShouldBe(forward.Amounts);
    }

    [Theory]
    [InlineData("customer_id,time\na,2024-01-01\n", "the kind of event")]
    [InlineData("customer_id,type\na,visit\n", "the time")]
    [InlineData("customer_id,time,type\na,2024-01-01,\n", "line 2: the column type is empty")]
    [InlineData("customer_id,time,type,value\na,2024-01-01,v,much\n", "\"much\"")]
    [InlineData("customer_id,time,date,type\na,2024-01-01,2024-01-01,v\n", "mean the same")]
    public void Read_UnusableFile_SaysWhatIsWrong(string text, string message) =>
        Should.Throw<OrderDataException>(() => Read(text)).Message.ShouldContain(message);

    private CustomerEvents Read(string text) =>
        CustomerEvents.Read(_folder.Write("events.csv", text), s_customers);
}

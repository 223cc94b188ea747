using ClvPredict.Data;
using ClvPredict.Decisions.ThenAndNow;

namespace ClvPredict.Decisions.Tests.ThenAndNow;

public sealed class ValueSnapshotTests : IDisposable
{
    private const string Header =
        "customer_id,as_of,horizon,predicted_clv,expected_orders,churn_probability,segment\n";
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"clv-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Read_ScoreFile_IsSortedAndInFloat32()
    {
        File.WriteAllText(
            _file,
            Header + "b,2025-01-01,90d,0.1,0.5,0.25,lost\na,2025-01-01,90d,2,1,0.5,new\n"
        );

        var snapshot = ValueSnapshot.Read(_file, 0.4, ScoreGrouping.Segment);

        snapshot.AsOf.ShouldBe(new DateOnly(2025, 1, 1));
        snapshot.Customers.ShouldBe([
            new ValuedCustomer("a", "new", 0.5, 1, 2),
            new ValuedCustomer("b", "lost", 0.75, 0.5, 0.1f),
        ]);
    }

    [Theory]
    [InlineData("a,2025-01-01,90d,1,1,1.5,new", "line 2")]
    [InlineData("a,2025-01-01,90d,-1,1,0.5,new", "line 2")]
    [InlineData("a,2025-01-01,90d,,1,0.5,new", "line 2")]
    [InlineData("a,2025-01-01,90d,much,1,0.5,new", "\"much\" in the column predicted_clv")]
    [InlineData("a,2025-01-01,90d,1,1,0.5,new\nb,2025-02-01,90d,1,1,0.5,new", "line 3")]
    [InlineData(
        "a,2025-01-01,90d,1,1,0.5,new\na,2025-01-01,90d,1,1,0.5,new",
        "\"a\" is there twice"
    )]
    [InlineData("", "no customers")]
    public void Read_BrokenFile_IsRefusedWithThePlace(string rows, string message)
    {
        File.WriteAllText(_file, Header + rows + "\n");

        Should
            .Throw<OrderDataException>(() => ValueSnapshot.Read(_file, 1, ScoreGrouping.Segment))
            .Message.ShouldContain(message);
    }

    [Fact]
    public void Read_OtherFile_NamesTheMissingColumn()
    {
        File.WriteAllText(_file, "customer_id,amount\na,1\n");

        Should
            .Throw<OrderDataException>(() => ValueSnapshot.Read(_file, 1, ScoreGrouping.Segment))
            .Message.ShouldContain("no column as_of");
    }
}

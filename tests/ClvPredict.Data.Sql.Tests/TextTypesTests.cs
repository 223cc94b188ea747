using ClvPredict.Data.Sql.Insert;
using ClvPredict.TestKit;

namespace ClvPredict.Data.Sql.Tests;

public sealed class TextTypesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1,-2.5,1E-05,", TableColumnType.Number64)]
    [InlineData("0,0.5,-0", TableColumnType.Number64)]
    [InlineData("1,2", TableColumnType.Number64)]
    [InlineData("0123,456", TableColumnType.Text)]
    [InlineData("1234567890123456", TableColumnType.Text)]
    [InlineData("1,NaN", TableColumnType.Text)]
    [InlineData("+1", TableColumnType.Text)]
    [InlineData("true,false,", TableColumnType.Flag)]
    [InlineData("true,1", TableColumnType.Text)]
    [InlineData("2024-02-29,", TableColumnType.Day)]
    [InlineData("2024-02-29,2023-02-29", TableColumnType.Text)]
    [InlineData("2024-02-29,1", TableColumnType.Text)]
    public void Of_ValuesOfCsv_AreTheNarrowestTypeThatHoldsThem(string values, TableColumnType type)
    {
        var path = _folder.File("values.csv");
        File.WriteAllLines(
            path,
            ["customer_id,x", .. values.Split(',').Select((value, i) => $"{i},{value}")]
        );

        Of(path).ShouldBe([new("customer_id", TableColumnType.Text), new("x", type)]);
    }

    [Fact]
    public void Of_ColumnWithoutValues_IsRefusedUnlessKnown()
    {
        var path = _folder.File("values.csv");
        File.WriteAllLines(path, ["customer_id,x", "a,"]);

        Should
            .Throw<OrderDataException>(() => Of(path))
            .Message.ShouldContain("the column x has no value");
        Of(path, "x")[1].Type.ShouldBe(TableColumnType.Day);
    }

    private static TableColumn[] Of(string path, params string[] days) =>
        [.. TextTypes.Of(path, days.ToDictionary(d => d, _ => TableColumnType.Day), default)];
}

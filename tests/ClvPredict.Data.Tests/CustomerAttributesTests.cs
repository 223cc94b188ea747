using System.Collections.Immutable;

namespace ClvPredict.Data.Tests;

public sealed class CustomerAttributesTests : IDisposable
{
    private static readonly ImmutableArray<string> s_customers = ["a", "b", "c"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_RowsWithDays_LiesByCustomerAndTime()
    {
        var attributes = Read(
            "client_id,As Of,age,plan\nc,2024-03-01,41,gold\nz,2024-01-01,1,gold\na,2024-02-01,30,\nc,2024-01-15,40,free\n"
        );

        attributes.Offsets.ShouldBe([0, 1, 1, 3]);
        attributes
            .KnownDays.Select(d => DateOnly.FromDayNumber(d))
            .ShouldBe([
                new DateOnly(2024, 2, 1),
                new DateOnly(2024, 1, 15),
                new DateOnly(2024, 3, 1),
            ]);
        attributes.Columns.Select(c => c.Name).ShouldBe(["age", "plan"]);
        Texts(attributes.Columns[0]).ShouldBe(["30", "40", "41"]);
        Texts(attributes.Columns[1]).ShouldBe([null, "free", "gold"]);
        attributes.RowsOfOthers.ShouldBe(1);
    }

    [Fact]
    public void Read_TextsAndNumbers_KnowsWhichTextsAreNumbers()
    {
        var column = Read("customer_id,x\na,1.5\nb,-2e3\nc,n/a\n").Columns[0];

        column.Texts.ShouldBe(["-2e3", "1.5", "n/a"]);
        column.Numbers.ShouldBe([-2000, 1.5f, float.NaN]);
    }

    [Fact]
    public void Read_ParquetAndCsvOfTheSameTable_GiveTheSame()
    {
        foreach (var file in new[] { "t.csv", "t.parquet" })
            TableWriter.Write(
                _folder.PathOf(file),
                [
                    new TableColumn("customer_id", TableColumnType.Text),
                    new TableColumn("as_of", TableColumnType.Day),
                    new TableColumn("visits", TableColumnType.Whole),
                    new TableColumn("share", TableColumnType.Number64),
                    new TableColumn("subscribed", TableColumnType.Flag),
                ],
                writer =>
                {
                    foreach (var (id, day) in new[] { ("c", 3), ("a", 1), ("c", 2) })
                    {
                        writer.Text(id);
                        writer.Day(new DateOnly(2024, 5, day));
                        writer.Whole(day == 1 ? null : day);
                        writer.Number(day / 8.0);
                        writer.Flag(day == 3);
                        writer.EndRow();
                    }
                }
            );

        var csv = CustomerAttributes.Read(_folder.PathOf("t.csv"), s_customers);
        var parquet = CustomerAttributes.Read(_folder.PathOf("t.parquet"), s_customers);

        parquet.Offsets.ShouldBe(csv.Offsets);
        parquet.KnownDays.ShouldBe(csv.KnownDays);
        for (var c = 0; c < csv.Columns.Length; c++)
            Texts(parquet.Columns[c]).ShouldBe(Texts(csv.Columns[c]));
    }

    [Theory]
    [InlineData("customer_id,x\na,1\na,2\n", "two rows of customer 'a' and no column as_of")]
    [InlineData(
        "customer_id,as_of,x\na,2024-01-01,1\na,2024-01-01 12:00,2\n",
        "two rows of customer 'a' for 2024-01-01"
    )]
    [InlineData("customer_id,as_of,x\na,1 Jan 24,1\n", "line 2: \"1 Jan 24\" in the column as_of")]
    [InlineData("customer_id,as_of,x\na,2024-02-30,1\n", "is no date")]
    [InlineData("customer_id,x\n,1\n", "line 2: the customer id is empty")]
    [InlineData("name,x\na,1\n", "columns of customer ids")]
    [InlineData("customer_id\na\n", "no column besides")]
    [InlineData("customer_id,x,x\na,1,2\n", "two columns of one name")]
    public void Read_UnusableFile_SaysWhatIsWrong(string text, string message) =>
        Should.Throw<OrderDataException>(() => Read(text)).Message.ShouldContain(message);

    private CustomerAttributes Read(string text) =>
        CustomerAttributes.Read(_folder.Write("attributes.csv", text), s_customers);

    private static string?[] Texts(AttributeColumn column) =>
        [.. column.Codes.Select(c => c < 0 ? null : column.Texts[c])];
}

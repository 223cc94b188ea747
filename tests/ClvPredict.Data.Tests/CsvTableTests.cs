namespace ClvPredict.Data.Tests;

public sealed class CsvTableTests
{
    [Fact]
    public void Read_SmallFile_GivesCellsByRowAndColumn()
    {
        using var folder = new TemporaryFolder();
        var path = folder.WriteGzip("rows.csv.gz", "a; b\r\n1;\"x;\"\"y\"\"\"\r\n\r\n2;\r\n");

        var table = CsvTable.Read(path);

        table.Columns.ShouldBe(["a", "b"]);
        table.RowCount.ShouldBe(2);
        table[0, 1].ShouldBe("x;\"y\"");
        table[1, 1].ShouldBe("");
        table.IndexOf("b").ShouldBe(1);
        table.IndexOf("c").ShouldBe(-1);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a,b\n1\n", "line 2: 1 fields where the header has 2")]
    [InlineData("a,b\n1,\"2\"x\n", "line 2: a quoted field is broken")]
    [InlineData("a,a\n1,2\n", "two columns of one name")]
    public void Read_UnusableFile_IsRefusedByName(string text, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("rows.csv", text);

        Should.Throw<OrderDataException>(() => CsvTable.Read(path)).Message.ShouldContain(message);
    }

    [Fact]
    public void Read_MissingFile_NamesThePath() =>
        Should
            .Throw<OrderDataException>(() => CsvTable.Read("absent/rows.csv"))
            .Message.ShouldBe("no such file: absent/rows.csv");
}

using System.Text;

namespace ClvPredict.Data.Tests;

public sealed class CsvWriterTests
{
    private static readonly string[] s_pieces =
    [
        "",
        "a",
        ",",
        "\"",
        "\n",
        "\r\n",
        " ",
        "é",
        "日本",
        "😀",
        ";",
        "'",
        "0",
    ];

    [Fact]
    public void Write_HostileTexts_AreReadBackByAnotherReader()
    {
        var random = new Random(20240711);
        var rows = Enumerable.Range(0, 300).Select(_ => RandomRow(random)).ToList();

        var bytes = Written(writer =>
        {
            foreach (var row in rows)
            {
                foreach (var field in row)
                    writer.Write(field);
                writer.EndRow();
            }
        });

        ReadWithCsvHelper(bytes).ShouldBe(rows);
    }

    [Fact]
    public void Write_Numbers_AreInvariantAndRoundTrip()
    {
        var text = Encoding.UTF8.GetString(
            Written(writer =>
            {
                writer.Write(-12L);
                writer.Write(0.1 + 0.2);
                writer.Write(double.NaN);
                writer.Write(0.1f);
                writer.Write(float.NaN);
                writer.Write(1e300);
                writer.EndRow();
            })
        );

        text.ShouldBe("-12,0.30000000000000004,,0.1,,1E+300\n");
    }

    [Fact]
    public void EndRow_RowOfOneEmptyField_IsNoBlankLine()
    {
        var text = Encoding.UTF8.GetString(
            Written(writer =>
            {
                writer.Write("");
                writer.EndRow();
            })
        );

        text.ShouldBe("\"\"\n");
    }

    [Fact]
    public void Write_FieldLargerThanTheBuffer_IsWrittenWhole()
    {
        var large = new string('x', 200_000) + "\"";

        var bytes = Written(writer =>
        {
            writer.Write("first");
            writer.Write(large);
            writer.EndRow();
        });

        ReadWithCsvHelper(bytes).Single().ShouldBe(["first", large]);
    }

    private static byte[] Written(Action<CsvWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new CsvWriter(stream))
            write(writer);
        return stream.ToArray();
    }

    private static string[] RandomRow(Random random)
    {
        var row = new string[random.Next(2, 6)];
        for (var i = 0; i < row.Length; i++)
            row[i] = string.Concat(
                Enumerable
                    .Range(0, random.Next(5))
                    .Select(_ => s_pieces[random.Next(s_pieces.Length)])
            );
        return row;
    }

    private static List<string[]> ReadWithCsvHelper(byte[] bytes) =>
        [.. CsvHelperOracle.Read(Encoding.UTF8.GetString(bytes), ',').Select(r => r.Fields)];
}

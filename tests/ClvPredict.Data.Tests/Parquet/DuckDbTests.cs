using System.Globalization;
using System.Text.Json;
using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.Tests.Parquet;

/// <summary>DuckDB as oracle in both directions.</summary>
public class DuckDbTests
{
    [DuckDbFact]
    public void Read_252FilesOfDuckDb_HaveItsAnswers()
    {
        using var folder = new TemporaryFolder();
        DuckDb.Run("all", folder.Path);
        var files = Directory.GetFiles(folder.Path, "*.parquet");

        files.Length.ShouldBe(252);
        foreach (var shape in files.GroupBy(f => Path.GetFileName(f).Split('-')[0]))
        {
            var answer = new DuckDbAnswer(folder.PathOf(shape.Key + ".jsonl"));
            foreach (var path in shape)
            {
                using var file = ParquetFile.Open(path);
                answer.ShouldBeIn(file, 1024);
            }
        }
    }

    [DuckDbFact]
    public void Write_SampleTable_IsReadByDuckDb()
    {
        using var folder = new TemporaryFolder();
        foreach (var isCompressed in new[] { true, false })
        {
            var options = new ParquetWriteOptions
            {
                RowsPerGroup = 900,
                IsCompressed = isCompressed,
            };
            var path = folder.Write($"{isCompressed}.parquet", SampleTable.Write(2_000, options));

            var lines = DuckDb.Run("read", path);

            lines.Length.ShouldBe(2_000);
            for (var i = 0; i < lines.Length; i++)
                Notation(lines[i]).ShouldBe(SampleTable.Row(i));
        }
    }

    [DuckDbFact]
    public void Write_NoRows_IsReadByDuckDb()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("empty.parquet", SampleTable.Write(0));

        DuckDb.Run("read", path).ShouldBeEmpty();
    }

    private static string?[] Notation(string json)
    {
        using var row = JsonDocument.Parse(json);
        return
        [
            .. row
                .RootElement.EnumerateObject()
                .Select(p =>
                    p.Value.ValueKind switch
                    {
                        JsonValueKind.Null => null,
                        JsonValueKind.True => "true",
                        JsonValueKind.False => "false",
                        JsonValueKind.String when p.NameEquals("day") => (
                            DateOnly
                                .Parse(p.Value.GetString()!, CultureInfo.InvariantCulture)
                                .DayNumber - new DateOnly(1970, 1, 1).DayNumber
                        ).ToString(CultureInfo.InvariantCulture),
                        JsonValueKind.Number when p.NameEquals("share") => ParquetText.Double(
                            p.Value.GetSingle()
                        ),
                        JsonValueKind.Number when p.NameEquals("value") || p.NameEquals("strict") =>
                            ParquetText.Double(p.Value.GetDouble()),
                        _ => p.Value.ToString(),
                    }
                ),
        ];
    }
}

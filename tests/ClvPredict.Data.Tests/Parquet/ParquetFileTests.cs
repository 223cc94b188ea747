using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.Tests.Parquet;

/// <summary>Files written by DuckDB against DuckDB's own answers.</summary>
public class ParquetFileTests
{
    public static TheoryData<string> Files => [.. ParquetFixtures.ParquetFiles];

    [Theory]
    [MemberData(nameof(Files))]
    public void Columns_FileOfDuckDb_HaveItsAnswers(string name)
    {
        var answer = new DuckDbAnswer(ParquetFixtures.PathOf(name.Split('-')[0] + ".jsonl"));
        using var file = ParquetFile.Open(ParquetFixtures.PathOf(name));

        foreach (var batch in new[] { 1, 7, 1000 })
            answer.ShouldBeIn(file, batch);
    }
}

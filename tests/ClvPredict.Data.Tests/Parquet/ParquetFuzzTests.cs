namespace ClvPredict.Data.Tests.Parquet;

/// <summary>A short run of the mutations; the long one is the program in tests/fuzz.</summary>
public class ParquetFuzzTests
{
    [Fact]
    public void Read_DamagedFiles_AreReadOrRefused()
    {
        var files = ParquetFixtures
            .ParquetFiles.Select(f => File.ReadAllBytes(ParquetFixtures.PathOf(f)))
            .ToList();

        foreach (var file in files)
            ParquetMutations.ReadAll(file);
        var refused = ParquetMutations.Run(files, 2_000, seed: 1, ParquetMutations.ReadAll);

        // Most damage is noticed; a changed value is not, as DuckDB writes no checksums.
        refused.ShouldBeInRange(600, 1_999);
    }
}

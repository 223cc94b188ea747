using ClvPredict.TestKit;

namespace ClvPredict.Data.Tests.Parquet;

/// <summary>The files in the folder Fixtures.</summary>
internal static class ParquetFixtures
{
    public static string Folder { get; } =
        RepositoryFiles.PathOf("tests", "ClvPredict.Data.Tests", "Parquet", "Fixtures");

    public static string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>Names of the Parquet files, in order.</summary>
    public static IEnumerable<string> ParquetFiles =>
        Directory.GetFiles(Folder, "*.parquet").Select(f => Path.GetFileName(f)).Order();
}

using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>One folder knows the Parquet format, behind a few public types, so that a library could take its place.</summary>
public class ParquetSeamTests
{
    private const string Format = "ClvPredict.Data.Parquet";

    [Fact]
    public void Sources_OutsideTheFolder_UseItsPublicTypesOnly()
    {
        var src = RepositoryFiles.PathOf("src");
        var inside = Path.Combine(src, "ClvPredict.Data", "Parquet") + Path.DirectorySeparatorChar;
        var users = Directory
            .GetFiles(src, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(inside, StringComparison.Ordinal))
            .Select(file => (File: Path.GetRelativePath(src, file), Text: File.ReadAllText(file)))
            .Where(file => file.Text.Contains(Format + ";", StringComparison.Ordinal))
            .ToList();
        string[] internals = [".Format", ".Encodings", ".Compression", ".Writing"];

        users
            .Where(file =>
                Array.Exists(
                    internals,
                    part => file.Text.Contains(Format + part, StringComparison.Ordinal)
                )
            )
            .ShouldBeEmpty();
        users
            .Select(file => Path.GetDirectoryName(file.File)!.Replace('\\', '/'))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "ClvPredict.Data",
                "ClvPredict.Data/Customers",
                "ClvPredict.Data/ParquetOrders",
            ]);
    }
}

using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>Scores of parts, and of orders larger than the memory asked for, are those of one run. tests/scale.sh has faults,
/// databases and schedulers.</summary>
public sealed class ScaleTests : IDisposable
{
    private static readonly string s_sample = RepositoryFiles.PathOf("data", "sample-orders.csv");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ShardsMergedAndMemoryBounded_AreTheSingleRunByteForByte()
    {
        Run("train", s_sample, "--horizon", "90d", "--out", "models").ShouldBeDone();
        // As many customers as do not fit into the least memory.
        Run("simulate", "--customers", "100000", "--end", "2023-12-01", "--out", "many.csv")
            .ShouldBeDone();
        string[] score =
        [
            "score",
            "many.csv",
            "--model",
            "models",
            "--as-of",
            "2023-12-01",
            "--out",
        ];
        string[] costs = ["--budget", "300", "--tier-by", "value"];
        Run([.. score, "one.csv", "--targets", "one-targets.csv", .. costs]).ShouldBeDone();

        Run([.. score, "bound.csv", "--targets", "bound-targets.csv", .. costs, "--memory", "256m"])
            .ShouldBeDone()
            .Messages.ShouldContain("order lines take");
        Run([.. score, "part1.csv", "--shard", "1/2", "--memory", "256m"]).ShouldBeDone();
        Run([.. score, "part2.parquet", "--shard", "2/2"]).ShouldBeDone();
        string[] merge =
        [
            "merge",
            "--out",
            "merged.csv",
            "--targets",
            "merged-targets.csv",
            .. costs,
        ];
        Run([.. merge, "part1.csv"]).ExitCode.ShouldBe(3);
        Run([.. merge, "part2.parquet", "part1.csv"]).ShouldBeDone();

        foreach (var name in new[] { "bound", "merged" })
        {
            Bytes(name + ".csv").ShouldBe(Bytes("one.csv"));
            Bytes(name + "-targets.csv").ShouldBe(Bytes("one-targets.csv"));
        }
        Directory.GetFileSystemEntries(_folder.Path, "clv-spill*").ShouldBeEmpty();
    }

    [Fact]
    public void Score_OptionsThatAShardHasNoUseFor_AreRefused()
    {
        var zip = RepositoryFiles.PathOf("README.md");
        string[] score = ["score", s_sample, "--out", "x.csv", "--model", zip];

        Run([.. score, "--memory", "100m"]).ExitCode.ShouldBe(2);
        Run([.. score, "--temp", "nowhere", "--memory", "1g"]).ExitCode.ShouldNotBe(0);
        Run("merge", "absent.csv", "--out", "x.csv").ExitCode.ShouldBe(3);
        Run("merge", s_sample, "--out", "x.csv").ExitCode.ShouldBe(3);
        Run("merge", "--out", "x.csv").ExitCode.ShouldBe(2);
    }

    private ClvRun Run(params IEnumerable<string> arguments) =>
        ClvRun.Start(_folder.Path, arguments);

    private byte[] Bytes(string name) => File.ReadAllBytes(_folder.File(name));
}

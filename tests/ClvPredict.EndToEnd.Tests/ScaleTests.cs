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
    public void Train_MemoryBounded_IsTheSampleOfOrdersInMemoryByteForByte()
    {
        Run("simulate", "--customers", "100000", "--end", "2023-12-01", "--out", "many.csv")
            .ShouldBeDone();
        string[] train =
        [
            "train",
            "many.csv",
            "--horizon",
            "60d",
            "--origins",
            "0",
            "--sample",
            "1500",
            "--out",
        ];

        Run([.. train, "one"]).ShouldBeDone();
        var bounded = Run([.. train, "bound", "--memory", "256m", "--threads", "1"]).ShouldBeDone();

        bounded.Messages.ShouldContain("1,500 of 100,000 customers drawn");
        bounded.Output.ShouldContain("on a sample of 1,500");
        var (one, bound) = (Zips("one").ShouldHaveSingleItem(), Zips("bound"));
        bound.ShouldBe([one]);
        Bytes(Path.Combine("bound", one)).ShouldBe(Bytes(Path.Combine("one", one)));
        Directory.GetFileSystemEntries(_folder.File("bound"), "clv-spill*").ShouldBeEmpty();

        Run("simulate", "--customers", "13000", "--end", "2023-12-01", "--out", "some.csv")
            .ShouldBeDone();
        var much = Run("train", "some.csv", "--memory", "256m", "--out", "much");
        much.ExitCode.ShouldBe(2);
        much.Messages.ShouldContain("--sample 12000");
        Run("train", "many.csv", "--memory", "1g", "--report", "r.html").ExitCode.ShouldBe(2);
        Run("train", "many.csv", "--sample", "0").ExitCode.ShouldBe(2);

        string[] Zips(string folder) =>
            [.. Directory.GetFiles(_folder.File(folder), "*.zip").Select(Path.GetFileName)!];
    }

    [Fact]
    public void Features_MemoryBounded_AreTheSingleRunByteForByte()
    {
        Run("train", s_sample, "--horizon", "90d", "--origins", "0", "--out", "models")
            .ShouldBeDone();
        Run("simulate", "--customers", "100000", "--end", "2023-12-01", "--out", "many.csv")
            .ShouldBeDone();
        var name = 0;
        foreach (
            var (ending, options) in ((string, string[])[])
                [
                    (".parquet", []),
                    (".csv", ["--model", "models", "--as-of", "2023-06-01", "--outcomes", "180d"]),
                ]
        )
        {
            var (one, bound) = ($"one{++name}{ending}", $"bound{name}{ending}");
            string[] features = ["features", "many.csv", .. options, "--out"];
            var whole = Run([.. features, one]).ShouldBeDone();

            var parted = Run([.. features, bound, "--memory", "256m", "--temp", "models"])
                .ShouldBeDone();

            parted.Messages.ShouldContain("order lines take");
            Bytes(bound).ShouldBe(Bytes(one));
            // The same account and totals, each behind its time.
            foreach (var line in whole.Messages.Split('\n').Where(l => l.Contains("customer")))
                parted.Messages.ShouldContain(line[(line.IndexOf(']') + 1)..].Replace(one, bound));
        }
        Directory.GetFileSystemEntries(_folder.File("models"), "clv-spill*").ShouldBeEmpty();
    }

    [Fact]
    public void Score_OptionsThatHaveNoUseTogether_AreRefused()
    {
        Run("train", s_sample, "--horizon", "90d", "--origins", "0", "--out", "models")
            .ShouldBeDone();

        Refused("--memory takes a size", "--memory", "100m");
        Refused("there is no such folder", "--temp", "nowhere", "--memory", "1g");
        Refused("--shard needs --as-of", "--shard", "1/2");
        foreach (
            string[] option in (string[][])
                [
                    ["--budget", "9"],
                    ["--targets", "t.csv"],
                    ["--tier-top", "0.2"],
                ]
        )
        {
            Refused(
                "give them to clv merge",
                ["--shard", "1/2", "--as-of", "2025-01-01", .. option]
            );
        }
        Refused("--sorted needs --as-of", "--sorted");
        foreach (
            var way in (string[][])
                [
                    ["--memory", "1g"],
                    ["--sorted", "--as-of", "2025-01-01"],
                ]
        )
        {
            Refused("held in memory", [.. way, "--events", "events.csv"]);
            Refused("have no use for --report", [.. way, "--report", "r.html"]);
        }
        var features = Run(
            "features",
            s_sample,
            "--out",
            "x.csv",
            "--memory",
            "1g",
            "--customers",
            "c.csv"
        );
        features.ExitCode.ShouldBe(2);
        features.Messages.ShouldContain("held in memory");
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();

        void Refused(string reason, params string[] options)
        {
            var run = Run(["score", s_sample, "--model", "models", "--out", "x.csv", .. options]);
            run.ExitCode.ShouldBe(2, string.Join(' ', options));
            run.Messages.ShouldContain(reason);
        }
    }

    [Fact]
    public void Merge_WhatIsNoWholeSetOfParts_IsRefused()
    {
        Run("train", s_sample, "--horizon", "90d", "--origins", "0", "--out", "models")
            .ShouldBeDone();
        foreach (var shard in (int[])[1, 2])
            Run(
                    "score",
                    s_sample,
                    "--model",
                    "models",
                    "--as-of",
                    "2025-01-01",
                    "--shard",
                    $"{shard}/2",
                    "--out",
                    $"p{shard}.csv"
                )
                .ShouldBeDone();
        var lines = File.ReadAllLines(_folder.File("p2.csv"));
        File.WriteAllLines(_folder.File("short.csv"), lines[..^1]);

        Refused(3, "missing: 2/2", "p1.csv");
        Refused(3, "p1.csv is named twice", "p1.csv", "p1.csv");
        Refused(3, "short.csv has", "p1.csv", "short.csv");
        Refused(3, "is no part of scores", s_sample);
        Refused(3, "absent.csv", "absent.csv");
        Refused(2, "Required argument missing");
        Run("merge", "p1.csv", "p2.csv", "--out", "p1.csv")
            .Messages.ShouldContain("p1.csv is a part to merge, and named as an output");
        File.Exists(_folder.File("x.csv")).ShouldBeFalse();

        void Refused(int code, string reason, params string[] parts)
        {
            var run = Run(["merge", .. parts, "--out", "x.csv"]);
            run.ExitCode.ShouldBe(code, run.Messages);
            run.Messages.ShouldContain(reason);
        }
    }

    [Fact]
    public void Merge_ShardsOfTwoCurrencies_AreRefused()
    {
        Run("train", s_sample, "--horizon", "90d", "--origins", "0", "--out", "models")
            .ShouldBeDone();
        foreach (var (shard, currency) in ((int, string)[])[(1, "EUR"), (2, "USD")])
        {
            // As from a database, where a shard does not see the lines of the other.
            File.WriteAllLines(
                _folder.File(currency + ".csv"),
                File.ReadLines(s_sample)
                    .Select((line, i) => $"{line},{(i == 0 ? "currency" : currency)}")
            );
            Run(
                    "score",
                    currency + ".csv",
                    "--model",
                    "models",
                    "--as-of",
                    "2025-01-01",
                    "--shard",
                    $"{shard}/2",
                    "--out",
                    currency + ".parquet"
                )
                .ShouldBeDone();
        }

        var run = Run("merge", "EUR.parquet", "USD.parquet", "--out", "x.csv");

        run.ExitCode.ShouldBe(3);
        run.Messages.ShouldContain("USD.parquet is in USD, not in EUR");
    }

    private ClvRun Run(params IEnumerable<string> arguments) =>
        ClvRun.Start(_folder.Path, arguments);

    private byte[] Bytes(string name) => File.ReadAllBytes(_folder.File(name));
}

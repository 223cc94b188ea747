using System.Text.Json;
using ClvPredict.Data;
using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>The main job on the sample data, through the program as users call it.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly string s_sample = RepositoryFiles.PathOf("data", "sample-orders.csv");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_SampleOrders_LeavesModelScoresTargetsAndReport()
    {
        var run = ClvRun
            .Start(_folder.Path, "run", s_sample, "--out", "out", "--json")
            .ShouldBeDone();

        using var json = JsonDocument.Parse(run.Output);
        var scores = CsvTable.Read(_folder.File("out/scores.csv"));
        scores.RowCount.ShouldBe(2_000);
        Ids(scores).Distinct().Count().ShouldBe(2_000);
        CsvTable
            .Read(_folder.File("out/targets.csv"))
            .RowCount.ShouldBe(
                json.RootElement.GetProperty("summary").GetProperty("targets").GetInt32()
            );
        File.ReadAllText(_folder.File("out/report.html")).ShouldContain("</html>");
        Directory
            .GetFiles(_folder.File("out"))
            .Select(Path.GetFileName)
            .ShouldAllBe(f => !f!.Contains("tmp"));
    }

    [Fact]
    public void TrainAndScore_Repeated_GiveTheSameBytes()
    {
        foreach (var name in new[] { "a", "b" })
        {
            ClvRun
                .Start(
                    _folder.Path,
                    "train",
                    s_sample,
                    "--out",
                    name,
                    "--threads",
                    name == "a" ? "1" : "2"
                )
                .ShouldBeDone();
            var zip = Directory.GetFiles(_folder.File(name), "*.zip").ShouldHaveSingleItem();
            ClvRun
                .Start(_folder.Path, "score", s_sample, "--model", zip, "--out", name + ".csv")
                .ShouldBeDone();
        }

        Directory
            .GetFiles(_folder.File("a"), "*.zip")
            .Select(Path.GetFileName)
            .ShouldBe(Directory.GetFiles(_folder.File("b"), "*.zip").Select(Path.GetFileName));
        File.ReadAllBytes(_folder.File("a.csv"))
            .SequenceEqual(File.ReadAllBytes(_folder.File("b.csv")))
            .ShouldBeTrue();
    }

    [Fact]
    public void FeaturesAndInspect_ModelOfTheSample_GiveTheScoreFilesColumnsToTheLastBit()
    {
        ClvRun.Start(_folder.Path, "train", s_sample, "--out", "m").ShouldBeDone();
        var zip = Directory.GetFiles(_folder.File("m"), "*.zip").ShouldHaveSingleItem();
        ClvRun
            .Start(_folder.Path, "score", s_sample, "--model", zip, "--out", "scores.csv")
            .ShouldBeDone();
        ClvRun
            .Start(_folder.Path, "features", s_sample, "--model", zip, "--out", "rows.csv")
            .ShouldBeDone();
        ClvRun
            .Start(_folder.Path, "inspect", zip, "--rows", "rows.csv", "--out", "pred.csv")
            .ShouldBeDone();

        var scores = CsvTable.Read(_folder.File("scores.csv"));
        var chain = CsvTable.Read(_folder.File("pred.csv"));
        chain.RowCount.ShouldBe(scores.RowCount);
        foreach (
            var (ours, theirs) in new[]
            {
                ("churn_probability", "ChurnProbability"),
                ("expected_orders", "ExpectedOrders"),
                ("predicted_clv", "PredictedClv"),
            }
        )
        {
            for (var row = 0; row < scores.RowCount; row++)
                chain[row, chain.IndexOf(theirs)].ShouldBe(scores[row, scores.IndexOf(ours)]);
        }
    }

    [Fact]
    public void Inspect_RowClassOfTheSamplesModel_IsTheClassOfTheMlNetSample()
    {
        ClvRun
            .Start(_folder.Path, "train", s_sample, "--origins", "0", "--out", "m")
            .ShouldBeDone();
        var zip = Directory.GetFiles(_folder.File("m"), "*.zip").ShouldHaveSingleItem();

        ClvRun.Start(_folder.Path, "inspect", zip, "--row-class", "CustomerRow.cs").ShouldBeDone();

        File.ReadAllText(_folder.File("CustomerRow.cs"))
            .ShouldBe(
                File.ReadAllText(RepositoryFiles.PathOf("samples", "mlnet-app", "CustomerRow.cs"))
            );
    }

    [Fact]
    public void Check_SampleOrders_ReconcilesTheLedger()
    {
        var run = ClvRun.Start(_folder.Path, "check", s_sample).ShouldBeDone();

        run.Output.ShouldContain("the customer histories reconcile with the lines used");
        run.Output.ShouldContain("enough: 7");
    }

    [Fact]
    public void Check_StandardInput_IsTheFile()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "clv.dll");
        var file = ClvRun.Start(_folder.Path, "check", s_sample).ShouldBeDone();

        var piped = ClvRun
            .Run(_folder.Path, "sh", ["-c", $"dotnet '{program}' check - < '{s_sample}'"])
            .ShouldBeDone();

        piped.Output.Split('\n').Skip(1).ShouldBe(file.Output.Split('\n').Skip(1));
    }

    [Fact]
    public void Simulate_Defaults_WritesTheSampleByteForByte()
    {
        ClvRun.Start(_folder.Path, "simulate", "--out", "s.csv", "--truth", "t.csv").ShouldBeDone();

        File.ReadAllBytes(_folder.File("s.csv"))
            .SequenceEqual(File.ReadAllBytes(s_sample))
            .ShouldBeTrue();
        File.ReadAllBytes(_folder.File("t.csv"))
            .SequenceEqual(File.ReadAllBytes(RepositoryFiles.PathOf("data", "sample-truth.csv")))
            .ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("train")]
    [InlineData("check missing.csv --horizon soon")]
    [InlineData("evaluate missing.csv")]
    [InlineData("score missing.csv --model a.zip --out scores.xlsx")]
    [InlineData("check missing.csv --map customer_id")]
    [InlineData("train missing.csv --margin 1.5")]
    [InlineData("score missing.csv --model a.zip --out scores.csv --range 70")]
    [InlineData("check missing.csv --horizn 3d")]
    public void Clv_WrongUsage_ExitsWith2AndOneClearMessage(string line)
    {
        var run = ClvRun.Start(
            _folder.Path,
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );

        run.ExitCode.ShouldBe(2, run.Messages);
        run.Messages.ShouldNotContain("   at ");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Help_EveryVerb_TeachesItsOptions()
    {
        foreach (
            var verb in new[]
            {
                "run",
                "train",
                "score",
                "evaluate",
                "check",
                "features",
                "inspect",
                "report",
                "simulate",
            }
        )
            ClvRun.Start(_folder.Path, verb, "--help").ShouldBeDone().Output.ShouldContain("--");
    }

    private static IEnumerable<string> Ids(CsvTable table) =>
        Enumerable.Range(0, table.RowCount).Select(r => table[r, 0]);
}

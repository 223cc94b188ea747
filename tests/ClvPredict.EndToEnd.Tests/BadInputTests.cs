using System.Globalization;
using System.Text;
using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>Bad files end with the documented exit code and one clear message, and leave nothing behind.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Header = "customer_id,order_date,amount,quantity\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> UnusableFiles =>
        new()
        {
            { "empty", "" },
            { "header only", Header },
            { "no customer column", "order_date,amount\n2024-01-01,5\n" },
            { "no amount column", "customer_id,order_date\na,2024-01-01\n" },
            { "past the limit", Header + "a,2024-01-01,5,1\na,31/02/2024,5,1\n" },
        };

    [Theory]
    [MemberData(nameof(UnusableFiles))]
    public void Train_UnusableFile_ExitsWith3AndWritesNoModel(string name, string content)
    {
        File.WriteAllText(_folder.File("orders.csv"), content);

        var run = ClvRun.Start(_folder.Path, "train", "orders.csv", "--out", "models");

        ShouldBeBadInput(run, name);
        Directory.GetFiles(_folder.File("models"), "*.zip").ShouldBeEmpty();
    }

    [Fact]
    public void Check_MissingFile_ExitsWith3AndNamesIt()
    {
        var run = ClvRun.Start(_folder.Path, "check", "nowhere.csv");

        ShouldBeBadInput(run, "missing file");
        run.Messages.ShouldContain("nowhere.csv");
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("clickhouse")]
    public void Check_DatabaseThatIsNotThere_ExitsWith3WithoutThePassword(string engine)
    {
        var source = $"{engine}://ann:no-such-word@127.0.0.1:1/shop?table=orders";

        var run = ClvRun.Start(_folder.Path, "check", source);

        ShouldBeBadInput(run, "no server");
        run.Messages.ShouldContain("ann:***@127.0.0.1:1");
        (run.Messages + run.Output).ShouldNotContain("no-such-word");
    }

    [Fact]
    public void Check_BinaryNoise_ExitsWith3()
    {
        var noise = new byte[100_000];
        new Random(1).NextBytes(noise);
        File.WriteAllBytes(_folder.File("noise.csv"), noise);

        ShouldBeBadInput(ClvRun.Start(_folder.Path, "check", "noise.csv"), "binary noise");
    }

    [Fact]
    public void Check_BadRowsWithinTheLimit_RejectsAndCountsThem()
    {
        var lines = new StringBuilder(Header);
        for (var i = 0; i < 1_000; i++)
            lines.Append(CultureInfo.InvariantCulture, $"c{i},2024-01-{1 + (i % 28):00},10,1\n");
        lines.Append("a,2024-02-31,5,1\n"); // no such day
        lines.Append("a,2024-02-01,NaN,1\n");
        lines.Append("a,2024-02-01,5,1e308\n");
        lines.Append(new string('x', 10_000)).Append(",2024-02-01,5,1\n");
        File.WriteAllText(_folder.File("orders.csv"), lines.ToString());

        var run = ClvRun
            .Start(_folder.Path, "check", "orders.csv", "--rejects", "rejects.csv")
            .ShouldBeDone();

        run.Output.ShouldContain("rejected             4");
        File.ReadAllLines(_folder.File("rejects.csv")).Length.ShouldBe(5);
    }

    [Fact]
    public void Score_RowsPastTheLimit_LeavesOnlyTheRejectsFile()
    {
        File.WriteAllText(
            _folder.File("orders.csv"),
            Header + "a,2024-01-01,5,1\nb,2024-01-02,NaN,1\n"
        );

        var run = ClvRun.Start(_folder.Path, "check", "orders.csv", "--rejects", "rejects.csv");

        ShouldBeBadInput(run, "past the limit");
        Directory
            .GetFiles(_folder.Path)
            .Select(Path.GetFileName)
            .Order()
            .ShouldBe(["orders.csv", "rejects.csv"]);
    }

    [Theory]
    [InlineData("not a zip")]
    [InlineData("")]
    public void Score_BadModel_ExitsWith4(string content)
    {
        File.WriteAllText(_folder.File("orders.csv"), Header + "a,2024-01-01,5,1\n");
        File.WriteAllText(_folder.File("model.zip"), content);

        var run = ClvRun.Start(
            _folder.Path,
            "score",
            "orders.csv",
            "--model",
            "model.zip",
            "--out",
            "scores.csv"
        );

        run.ExitCode.ShouldBe(4, run.Messages);
        run.Messages.Trim().ShouldStartWith("clv: ");
        File.Exists(_folder.File("scores.csv")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("nosuch.zip")]
    [InlineData("clv-*.zip")]
    public void Score_NoModel_ExitsWith4AndNamesIt(string model)
    {
        File.WriteAllText(_folder.File("orders.csv"), Header + "a,2024-01-01,5,1\n");

        var run = ClvRun.Start(
            _folder.Path,
            "score",
            "orders.csv",
            "--model",
            model,
            "--out",
            "scores.csv"
        );

        run.ExitCode.ShouldBe(4, run.Messages);
        run.Messages.ShouldContain(model);
    }

    [Fact]
    public void Evaluate_HorizonPastTheData_ExitsWith3AndNamesTheWayOut()
    {
        File.WriteAllText(
            _folder.File("orders.csv"),
            Header + "a,2024-01-01,5,1\nb,2024-03-01,6,1\n"
        );

        var run = ClvRun.Start(
            _folder.Path,
            "evaluate",
            "orders.csv",
            "--cutoff",
            "2024-02-01",
            "--horizon",
            "1y"
        );

        ShouldBeBadInput(run, "horizon");
        run.Messages.ShouldContain("--allow-partial");
    }

    private static void ShouldBeBadInput(ClvRun run, string name)
    {
        run.ExitCode.ShouldBe(3, $"{name}: {run.Messages}");
        run.Messages.ShouldNotContain("   at ", Case.Sensitive, name);
        run.Messages.Split('\n')
            .Count(l => l.StartsWith("clv: ", StringComparison.Ordinal))
            .ShouldBe(1, name);
    }
}

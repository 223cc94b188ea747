using System.Text.Json;
using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>clv train and clv models on one folder of models.</summary>
public sealed class ModelRegistryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TrainThreeTimes_ThenModels_PromotesKeepsBackAndRollsBack()
    {
        var orders = RepositoryFiles.PathOf("data", "sample-orders.csv");
        string Train(int exitCode, params string[] options)
        {
            var run = ClvRun.Start(
                _folder.Path,
                ["train", orders, "--origins", "0", "--json", .. options]
            );
            run.ExitCode.ShouldBe(exitCode, run.Messages);
            using var json = JsonDocument.Parse(run.Output);
            return Path.GetFileName(json.RootElement.GetProperty("model").GetString()!);
        }

        var first = Train(0, "--horizon", "60d", "--as-of", "2024-09-01");
        Current().ShouldBe(first);
        var second = Train(0, "--horizon", "60d");
        Current().ShouldBe(second);
        // Another horizon is another number: jobs that use the current model would not notice.
        var third = Train(0, "--horizon", "90d");
        Current().ShouldBe(second);

        Models("rollback");
        Current().ShouldBe(first);
        Models("use", third);
        Current().ShouldBe(third);
        var list = Models();
        list.ShouldContain("* " + third);
        list.ShouldContain("not found worse than the present model over 60 days");
        ClvRun
            .Start(_folder.Path, "score", orders, "--model", "models", "--out", "scores.csv")
            .ShouldBeDone();
        ClvRun.Start(_folder.Path, "inspect", "models/current").ShouldBeDone();

        // A current model that is damaged is no reason to put another in its place unasked.
        File.WriteAllText(_folder.File("models/" + third), "no zip");
        Train(4, "--horizon", "60d", "--as-of", "2024-10-01");
        Current().ShouldBe(third);
        ClvRun.Start(_folder.Path, "models", "use", "missing.zip").ExitCode.ShouldBe(4);
    }

    [Fact]
    public void Train_HistoryThatCannotBeRead_StopsBeforeTheTraining()
    {
        Directory.CreateDirectory(_folder.File("models"));
        File.WriteAllText(_folder.File("models/history.json"), "[{");

        var run = ClvRun.Start(
            _folder.Path,
            "train",
            RepositoryFiles.PathOf("data", "sample-orders.csv")
        );

        run.ExitCode.ShouldBe(4);
        run.Messages.ShouldContain("history.json");
        Directory.GetFiles(_folder.File("models"), "*.zip").ShouldBeEmpty();
    }

    private string Current() => File.ReadAllText(_folder.File("models/current")).Trim();

    private string Models(params string[] words) =>
        ClvRun.Start(_folder.Path, ["models", .. words]).ShouldBeDone().Output;
}

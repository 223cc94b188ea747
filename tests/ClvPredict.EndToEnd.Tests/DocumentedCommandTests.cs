using System.Text.RegularExpressions;
using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>The commands that README.md and train.ps1 show parse and run.</summary>
public sealed partial class DocumentedCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Readme_SequenceOfCommands_Runs()
    {
        var readme = File.ReadAllText(RepositoryFiles.PathOf("README.md"));
        var block = readme[readme.IndexOf("<!-- tested commands -->", StringComparison.Ordinal)..];
        var commands = block.Split("```")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Directory.CreateDirectory(_folder.File("data"));
        File.Copy(
            RepositoryFiles.PathOf("data", "sample-orders.csv"),
            _folder.File("data/sample-orders.csv")
        );

        foreach (var command in commands)
        {
            var words = command.Split(' ');
            words[0].ShouldBe("clv");
            ClvRun.Start(_folder.Path, words.Skip(1)).ShouldBeDone();
        }

        commands.Length.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Readme_FirstCommand_IsARunOfTheCli()
    {
        var readme = File.ReadAllText(RepositoryFiles.PathOf("README.md"));

        var command = readme.Split("```")[1].Trim();

        const string Start = "dotnet run -c Release --project src/ClvPredict.Cli -- ";
        command.ShouldStartWith(Start);
        var words = command[Start.Length..].Split(' ');
        words[^1].ShouldBe("out");
        words[^1] = _folder.File("out");
        ClvRun.InRepository(words).ShouldBeDone();
    }

    [Fact]
    public void TrainScript_Content_IsParametersAndOneCallOfClv()
    {
        var script = File.ReadAllText(RepositoryFiles.PathOf("train.ps1"));
        var defaults = ParameterPattern()
            .Matches(script)
            .ToDictionary(m => "$" + m.Groups["name"].Value, m => m.Groups["text"].Value);
        var rest = script[(script.IndexOf("\n)\n", StringComparison.Ordinal) + 3)..]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

        rest.Length.ShouldBe(2);
        rest[1].ShouldBe("exit $LASTEXITCODE");
        const string Start = "dotnet run -c Release --project src/ClvPredict.Cli -- ";
        rest[0].ShouldStartWith(Start);
        var words = rest[0]
            [Start.Length..]
            .Split(' ')
            .Select(w => defaults.GetValueOrDefault(w, w))
            .ToArray();
        words[^1] = _folder.File(words[^1]);
        ClvRun.InRepository(words).ShouldBeDone();
        File.Exists(_folder.File("out/report.html")).ShouldBeTrue();
    }

    [GeneratedRegex(
        """\[string\]\$(?<name>\w+) = "(?<text>[^"]*)"[,\n]""",
        RegexOptions.None,
        1000
    )]
    private static partial Regex ParameterPattern();
}

using System.Globalization;
using System.Text.RegularExpressions;
using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>The commands that docs/capabilities.md answers with exist, with their options.</summary>
public sealed partial class CapabilityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Capabilities_EveryCommand_ExistsWithItsOptions()
    {
        var text = File.ReadAllText(RepositoryFiles.PathOf("docs", "capabilities.md"));
        var commands = CommandPattern()
            .Matches(text)
            .Select(m => m.Groups["words"].Value.Split(' '))
            .GroupBy(words =>
                string.Join(' ', words.TakeWhile(w => VerbPattern().IsMatch(w)).Take(2))
            );

        var verbs = 0;
        foreach (var verb in commands)
        {
            var help = ClvRun.Start(_folder.Path, [.. verb.Key.Split(' '), "--help"]);
            help.ShouldBeDone();
            foreach (
                var option in verb.SelectMany(words => words)
                    .Where(w => w.StartsWith("--", StringComparison.Ordinal))
            )
                help.Output.ShouldContain(option, Case.Sensitive, verb.Key);
            verbs++;
        }

        verbs.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Capabilities_Rows_AreAll99()
    {
        var text = File.ReadAllText(RepositoryFiles.PathOf("docs", "capabilities.md"));

        RowPattern()
            .Matches(text)
            .Select(m => int.Parse(m.Groups["number"].Value, CultureInfo.InvariantCulture))
            .ShouldBe(Enumerable.Range(1, 99));
    }

    [GeneratedRegex(@"`clv (?<words>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandPattern();

    [GeneratedRegex(@"^[a-z]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VerbPattern();

    [GeneratedRegex(
        @"^\| CAP-(?<number>\d\d) \|",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex RowPattern();
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Decisions.NextActions;
using ClvPredict.Decisions.Segments;
using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Evaluation;
using ClvPredict.Models.Package;
using ClvPredict.Reporting.Languages;
using ClvPredict.Scoring;
using ClvPredict.TestKit;

namespace ClvPredict.Reporting.Tests;

/// <summary>That no text is missing, and none is left over. Keys are read from the source of the components.</summary>
public sealed partial class LanguageTextTests
{
    private const int TimeoutMs = 5_000;

    private static readonly IReadOnlyDictionary<string, string> s_english = ReportLanguage
        .English
        .Texts;

    public static TheoryData<string> Codes { get; } = [.. ReportLanguage.All.Select(l => l.Code)];

    // Names that come from data models: each needs a text of its group.
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> s_names =
        new Dictionary<string, ImmutableArray<string>>
        {
            ["action"] = [.. Enum.GetValues<ActionKind>().Select(NameOf.Snake)],
            ["value_tier"] = TierRule.Names,
            ["lifecycle"] = SegmentNames.Lifecycles,
            ["rfm"] = SegmentNames.Rfm,
            ["segment"] = [.. SegmentNames.All.Select(SegmentNames.Of)],
            ["form"] = [.. Enum.GetValues<PredictionForm>().Select(NameOf.Snake)],
            ["member"] = [.. Enum.GetValues<MemberKind>().Select(NameOf.Snake)],
            ["feature"] =
            [
                .. FeatureCatalog.All.Select(f => f.Name),
                .. ModelInputs.PriorTreeFeatures,
            ],
            ["output"] = [.. Enum.GetValues<ExplainedOutput>().Select(NameOf.Snake)],
            ["unit"] = [.. FeatureCatalog.All.Select(f => f.Unit).Distinct(), "prior"],
        }.ToImmutableDictionary();

    // Groups whose names are not listed anywhere, and texts that the language itself asks for.
    private static readonly ImmutableArray<string> s_otherGroups =
    [
        "dimension",
        "grouping",
        "baseline",
        "target",
        "parameter",
        "metrics",
        "lines",
        "length",
    ];

    [Fact]
    public void Keys_UsedByComponents_Exist()
    {
        var missing = UsedKeys().Where(key => !s_english.ContainsKey(key)).ToList();

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Keys_OfNames_Exist()
    {
        var missing = s_names
            .SelectMany(group => group.Value.Select(name => $"{group.Key}.{name}"))
            .Where(key => !s_english.ContainsKey(key))
            .ToList();

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Keys_ThatExist_AreUsed()
    {
        var used = UsedKeys().ToHashSet(StringComparer.Ordinal);
        var unused = s_english
            .Keys.Where(key => !used.Contains(key))
            .Where(key => !s_otherGroups.Contains(key.Split('.')[0]))
            .Where(key =>
                !s_names.TryGetValue(key.Split('.')[0], out var names)
                || !names.Contains(key.Split('.')[1])
            )
            .Order(StringComparer.Ordinal)
            .ToList();

        unused.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Texts_OfEveryLanguage_AreTheSameKeysWithTheSamePlaces(string code)
    {
        var texts = ReportLanguage.Find(code)!.Texts;

        texts
            .Keys.Order(StringComparer.Ordinal)
            .ShouldBe(s_english.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, text) in texts)
        {
            text.ShouldNotBeNullOrEmpty(key);
            // One and two can be words of their own.
            if (
                !key.EndsWith(".one", StringComparison.Ordinal)
                && !key.EndsWith(".two", StringComparison.Ordinal)
            )
                Places(text).ShouldBe(Places(s_english[key]), key);
        }
    }

    [Fact]
    public void Languages_OfTheConfig_AreThoseThatThereAre()
    {
        ShopConfig.Languages.ShouldBe(ReportLanguage.All.Select(l => l.Code));
    }

    private static IEnumerable<string> Places(string text) =>
        Place().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal);

    /// <summary>Literal keys in the source, and the terms that tables explain.</summary>
    private static IEnumerable<string> UsedKeys()
    {
        var folder = Path.Combine(RepositoryFiles.Root, "src", "ClvPredict.Reporting");
        var sources = Directory
            .EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".razor" or ".cs")
            .Select(File.ReadAllText)
            .ToList();
        foreach (var source in sources)
        {
            foreach (Match match in Key().Matches(source))
                yield return match.Groups["key"].Value;
            foreach (Match match in TermNames().Matches(source))
            {
                foreach (Match name in Quoted().Matches(match.Value))
                {
                    yield return "term." + name.Groups["key"].Value;
                    yield return "means." + name.Groups["key"].Value;
                }
            }
            foreach (Match match in MetricRow().Matches(source))
            {
                yield return "term." + match.Groups["key"].Value;
                yield return "means." + match.Groups["key"].Value;
            }
        }
    }

    // Every quoted word with a dot between small letters is a key: files and member names are written otherwise.
    [GeneratedRegex(
        "\"(?<key>[a-z0-9_]+(?:\\.[a-z0-9_]+)+)\"",
        RegexOptions.ExplicitCapture,
        TimeoutMs
    )]
    private static partial Regex Key();

    [GeneratedRegex("<Terms Names=\"[^>]*>", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex TermNames();

    [GeneratedRegex("\"(?<key>[a-z0-9_]+)\"", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex Quoted();

    [GeneratedRegex(
        "^ *\\(\"(?<key>[a-z0-9_]+)\", (?:Language\\.|Money\\()",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        TimeoutMs
    )]
    private static partial Regex MetricRow();

    [GeneratedRegex("\\{\\d\\}", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex Place();
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using ClvPredict.Reporting.Languages;
using ClvPredict.TestKit;

namespace ClvPredict.Service.Tests.Dashboard;

/// <summary>That no text of the pages is missing, and none is left over.</summary>
public sealed partial class DashboardTextTests
{
    private const int TimeoutMs = 5_000;

    private static readonly Dictionary<string, string> s_english = Texts("en");

    public static TheoryData<string> Codes { get; } = [.. ReportLanguage.All.Select(l => l.Code)];

    [Fact]
    public void Keys_UsedByPages_AreThoseThatThereAre()
    {
        var folder = RepositoryFiles.PathOf("src/ClvPredict.Service/Dashboard");
        var used = Directory
            .EnumerateFiles(folder, "*.razor", SearchOption.AllDirectories)
            .SelectMany(path => Key().Matches(File.ReadAllText(path)))
            .Select(match => match.Groups["key"].Value)
            .Distinct(StringComparer.Ordinal);

        used.Order(StringComparer.Ordinal).ShouldBe(s_english.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Texts_OfEveryLanguage_AreTheSameKeysWithTheSamePlaces(string code)
    {
        var texts = Texts(code);

        texts
            .Keys.Order(StringComparer.Ordinal)
            .ShouldBe(s_english.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, text) in texts)
        {
            text.ShouldNotBeNullOrWhiteSpace(key);
            Places(text).ShouldBe(Places(s_english[key]), $"{key} in {code}");
        }
    }

    private static IEnumerable<string> Places(string text) =>
        Place().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal);

    private static Dictionary<string, string> Texts(string code) =>
        XDocument
            .Load(
                RepositoryFiles.PathOf(
                    "src/ClvPredict.Service/Languages",
                    code == "en" ? "Text.resx" : $"Text.{code}.resx"
                )
            )
            .Root!.Elements("data")
            .ToDictionary(
                e => e.Attribute("name")!.Value,
                e => e.Element("value")!.Value,
                StringComparer.Ordinal
            );

    [GeneratedRegex(
        "\"(?<key>dashboard(?:\\.[a-z0-9_]+)+)\"",
        RegexOptions.ExplicitCapture,
        TimeoutMs
    )]
    private static partial Regex Key();

    [GeneratedRegex("\\{[0-9]\\}", RegexOptions.None, TimeoutMs)]
    private static partial Regex Place();
}

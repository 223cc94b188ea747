using System.Globalization;
using System.Text;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.Tests.Ingest;

public sealed class TextVocabularyTests
{
    [Fact]
    public void Intern_ManyTexts_AgreesWithADictionary()
    {
        var random = new Random(4);
        var vocabulary = new TextVocabulary();
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < 20_000; i++)
        {
            var text =
                new string((char)('a' + random.Next(3)), random.Next(20))
                + random.Next(500).ToString(CultureInfo.InvariantCulture);

            var code = vocabulary.Intern(Encoding.UTF8.GetBytes(text));

            code.ShouldBe(
                codes.TryGetValue(text, out var known) ? known : codes[text] = codes.Count
            );
        }
        vocabulary.Count.ShouldBe(codes.Count);
    }

    [Fact]
    public void ToSorted_TextsInUse_AreSortedOrdinallyAsUtf16()
    {
        // U+FF21 sorts before U+1F600 by UTF-8 bytes, after it by UTF-16 units, which is what string comparison uses.
        string[] texts = ["b", "\U0001F600", "a", "\uFF21", "B", "a b", "abcdefghi", "abcdefgh"];
        var vocabulary = new TextVocabulary();
        foreach (var text in texts)
            vocabulary.Intern(Encoding.UTF8.GetBytes(text));
        var inUse = new bool[texts.Length];
        Array.Fill(inUse, true);
        inUse[4] = false;

        var sorted = vocabulary.ToSorted(inUse, out var places);

        sorted.ShouldBe(texts.Where(t => t != "B").Order(StringComparer.Ordinal));
        places[4].ShouldBe(-1);
        places[0].ShouldBe(sorted.IndexOf("b"));
    }

    [Fact]
    public void ToSorted_TextsThatAgreeForLong_AreSortedByTheirEnds()
    {
        var prefix = new string('x', 45);
        string[] texts =
        [
            "a\0",
            "a",
            "a\0\0",
            prefix + "2",
            prefix + "10",
            prefix,
            prefix[..32],
            prefix[..31] + "y",
            "",
        ];
        var vocabulary = new TextVocabulary();
        foreach (var text in texts)
            vocabulary.Intern(Encoding.UTF8.GetBytes(text));
        var inUse = new bool[texts.Length];
        Array.Fill(inUse, true);

        var sorted = vocabulary.ToSorted(inUse, out _);

        sorted.ShouldBe(texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Intern_BytesThatAreNotUtf8_GivesNoCode()
    {
        var vocabulary = new TextVocabulary();

        vocabulary.Intern([0xC3]).ShouldBe(-1);
        vocabulary.Intern("a"u8).ShouldBe(0);
        vocabulary.Intern([0xC3]).ShouldBe(-1);
    }
}

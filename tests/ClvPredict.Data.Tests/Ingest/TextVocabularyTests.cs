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

    [Fact]
    public void Intern_ManyAtOnce_AgreesWithOneByOne()
    {
        var random = new Random(9);
        var texts = new byte[5_000][];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = Encoding.UTF8.GetBytes(
                random.Next(100_000_000).ToString(CultureInfo.InvariantCulture)[..random.Next(1, 3)]
                    + new string('k', random.Next(15))
            );
        var (one, many) = (new TextVocabulary(), new TextVocabulary());
        var keys = texts.Select(t => TextKey.Of(t)).Where(k => k.IsWholeAscii).ToArray();
        var codes = new int[keys.Length];

        many.Intern(keys, codes);

        keys.Length.ShouldBeGreaterThan(4_000);
        codes.ShouldBe(texts.Where(t => t.Length <= 16).Select(t => one.Intern(t)));
        for (var code = 0; code < one.Count; code++)
            many.BytesOf(code).SequenceEqual(one.BytesOf(code)).ShouldBeTrue();
    }

    [Fact]
    public void InternAll_TextsOfAnotherList_HaveTheirCodes()
    {
        string[] texts = ["a", "äöü", new string('x', 40), "b", "a longer one", "c"];
        var (own, other) = (new TextVocabulary(), new TextVocabulary());
        own.Intern("b"u8);
        foreach (var text in texts)
            other.Intern(Encoding.UTF8.GetBytes(text));
        var codes = new int[texts.Length];

        own.InternAll(other, [true, true, true, true, true, false], codes);

        for (var i = 0; i < 5; i++)
            Encoding.UTF8.GetString(own.BytesOf(codes[i])).ShouldBe(texts[i]);
        own.Count.ShouldBe(5);
    }
}

using ClvPredict.Models.MlNet;

namespace ClvPredict.Models.Tests.MlNet;

/// <summary>One-hot encodings of columns that are neither text nor float32, as ML.NET stores them.</summary>
public class TermVocabularyTests
{
    [Theory]
    [InlineData("Boolean", new byte[] { 1 }, new float[] { 1, 0, 7 }, new float[] { 1, 2, 0 })]
    [InlineData(
        "Int64",
        new byte[] { 5, 0, 0, 0, 0, 0, 0, 0, 254, 255, 255, 255, 255, 255, 255, 255 },
        new float[] { -2, 5, 0 },
        new float[] { 2, 1, 0 }
    )]
    public void Apply_OneHotOfOtherTypes_FindsTheKeys(
        string codec,
        byte[] terms,
        float[] values,
        float[] expected
    )
    {
        var model = MlNetModel.Read(Archive(OneHot(codec, 2, terms)));
        var batch = new ColumnBatch(values.Length);
        batch.SetNumbers("F0", values);

        model.Apply(batch);

        var vectors = batch.Vectors("Places", out int width).ToArray();
        width.ShouldBe(2);
        for (int r = 0; r < values.Length; r++)
            (vectors[2 * r] + (2 * vectors[2 * r + 1])).ShouldBe(expected[r]);
    }

    [Theory]
    [InlineData("Boolean", new byte[] { 1 })]
    [InlineData("Int64", new byte[] { 5, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0 })]
    public void Write_OneHotOfOtherTypes_GivesTheSameBytes(string codec, byte[] terms)
    {
        var entries = OneHot(codec, 2, terms);

        var back = MlNetModel.Read(Archive(entries)).Write().ToDictionary(e => e.Name);

        foreach (var (name, content) in entries)
            back[name].Content.ShouldBe(content, name);
    }

    [Fact]
    public void Read_TermsThatFloatsCannotTellApart_AreRefused() =>
        Should
            .Throw<ModelPackageException>(() =>
                MlNetModel.Read(Archive(OneHot("Int32", 2, [1, 0, 0, 1, 2, 0, 0, 0])))
            )
            .Message.ShouldContain("beyond 2^24");

    [Fact]
    public void Read_DateTerms_AreRefusedByName() =>
        Should
            .Throw<ModelPackageException>(() =>
                MlNetModel.Read(Archive(OneHot("DateTime", 1, new byte[8])))
            )
            .Message.ShouldContain("terms are of type 'DateTime'");

    /// <summary>A model of ValueToKey and KeyToVector whose terms have a type of our choice.</summary>
    private static List<(string Name, byte[] Content)> OneHot(string codec, int count, byte[] terms)
    {
        var model = MlNetModel.Create(
            TransformerChain.Of(
                new ValueToKey([new(new("Key", "F0"), TermVocabulary.Of([1f]), true)]),
                new KeyToVector([new("Places", "Key")])
            )
        );
        var block = new ModelBlock();
        block.Bytes.Int32(1);
        block.Bytes.Byte(1);
        new ColumnType(codec, []).Write(block.Bytes);
        block.Bytes.Int32(count);
        block.Bytes.Bytes(terms);
        const string Entry = "TransformerChain/Transform_000/Vocabulary/Model.key";
        return
        [
            .. model
                .Write()
                .Select(e =>
                    e.Name == Entry ? (Entry, ModelComponent.Terms.Key(block).ToBytes()) : e
                ),
        ];
    }

    private static ModelArchive Archive(IEnumerable<(string Name, byte[] Content)> entries) =>
        new([.. entries.Select(e => (e.Name, (ReadOnlyMemory<byte>)e.Content))]);
}

using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>
/// The values that <see cref="ValueToKey"/> knows, in order: the first has key 1. Either texts or numbers; comparison
/// is exact.
/// </summary>
public sealed record TermVocabulary
{
    private const byte TextKind = 0;
    private const byte OtherKind = 1;

    private TermVocabulary() { }

    /// <summary>The texts known, when the column holds text.</summary>
    public ImmutableArray<string> Texts { get; private init; } = [];

    /// <summary>The numbers known, when the column holds numbers or truth values (0 and 1).</summary>
    public ImmutableArray<double> Numbers { get; private init; } = [];

    /// <summary>Type of the column the values come from; of numbers only types that a double holds exactly.</summary>
    public ColumnType Type { get; private init; } = ColumnType.Text;

    /// <summary>Number of values known.</summary>
    public int Count => IsText ? Texts.Length : Numbers.Length;

    internal bool IsText => Type.Equals(ColumnType.Text);

    /// <summary>A list of texts.</summary>
    public static TermVocabulary Of(IEnumerable<string> texts) => new() { Texts = [.. texts] };

    /// <summary>A list of float32 numbers.</summary>
    public static TermVocabulary Of(IEnumerable<float> numbers) =>
        new() { Numbers = [.. numbers.Select(n => (double)n)], Type = ColumnType.Number };

    internal int[] KeysOf(ReadOnlySpan<string?> values)
    {
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in Texts)
            keys.TryAdd(text, keys.Count + 1);
        var result = new int[values.Length];
        for (int r = 0; r < result.Length; r++)
            result[r] = values[r] is { } text ? keys.GetValueOrDefault(text) : 0;
        return result;
    }

    internal int[] KeysOf(ReadOnlySpan<float> values)
    {
        // As float32, the type that batches hold, whatever number type the values were saved in.
        var keys = new Dictionary<float, int>();
        for (int i = 0; i < Numbers.Length; i++)
        {
            if (!double.IsNaN(Numbers[i]))
                keys.TryAdd((float)Numbers[i], i + 1);
        }
        var result = new int[values.Length];
        for (int r = 0; r < result.Length; r++)
            result[r] = keys.GetValueOrDefault(values[r]);
        return result;
    }

    internal void Write(ModelBlock block)
    {
        block.Bytes.Byte(IsText ? TextKind : OtherKind);
        if (!IsText)
            Type.Write(block.Bytes);
        if (!IsText)
        {
            NumberCodec.Write(block.Bytes, Type.Codec, Numbers.AsSpan());
            return;
        }
        block.Bytes.Int32(Count);
        foreach (var text in Texts)
            block.Text(text);
    }

    internal static TermVocabulary Read(ModelDirectory directory)
    {
        var block = directory.Block;
        byte kind = block.Byte();
        if (kind == TextKind)
        {
            int textCount = block.Count(4, "terms");
            var texts = ImmutableArray.CreateBuilder<string>(textCount);
            for (int i = 0; i < textCount; i++)
                texts.Add(directory.Text());
            return texts.Distinct(StringComparer.Ordinal).Count() == textCount
                ? new TermVocabulary { Texts = texts.MoveToImmutable() }
                : throw block.Fault($"a term is listed twice");
        }
        var type = ColumnType.Read(block);
        if (kind != OtherKind || !NumberCodec.IsKnown(type.Codec))
            throw block.Unsupported($"its terms are of type {ZipReader.Quote(type.Codec)}");
        var numbers = NumberCodec.Read(block, type.Codec);
        return numbers.Distinct().Count() == numbers.Select(n => (float)n).Distinct().Count()
            ? new TermVocabulary { Numbers = [.. numbers], Type = type }
            : throw block.Unsupported($"its terms differ by less than float32 can hold");
    }
}

using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>A model block being written, with the strings it refers to in order of first use.</summary>
internal sealed class ModelBlock
{
    private readonly List<string> _strings = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    public ByteWriter Bytes { get; } = new();

    public ImmutableArray<string> Strings => [.. _strings];

    /// <summary>Refers to a string, null included.</summary>
    public void Text(string? text)
    {
        int id = -1;
        if (text is not null && !_ids.TryGetValue(text, out id))
        {
            id = _strings.Count;
            _ids.Add(text, id);
            _strings.Add(text);
        }
        Bytes.Int32(id);
    }

    /// <summary>The number of pairs, then output and input of each.</summary>
    public void Pairs(IEnumerable<ColumnPair> pairs)
    {
        var list = pairs.ToList();
        Bytes.Int32(list.Count);
        foreach (var pair in list)
        {
            Text(pair.Output);
            Text(pair.Input);
        }
    }

    public byte[] ToArray() => Bytes.ToArray();
}

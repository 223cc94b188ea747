using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ClvPredict.Data.Ingest;

/// <summary>A column of texts as codes; -1 where a line has none.</summary>
internal sealed class TextColumn
{
    /// <summary>What <see cref="Intern"/> gives for bytes that are not UTF-8.</summary>
    internal const int NotUtf8 = -2;

    /// <summary>The code of an empty text.</summary>
    internal const int None = -1;

    private readonly TextVocabulary _vocabulary = new();
    private readonly Column<int> _codes = new();

    /// <summary>The code of a text without adding a line.</summary>
    internal int Intern(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return None;
        var code = _vocabulary.Intern(text);
        return code >= 0 ? code : NotUtf8;
    }

    internal void Add(int code) => _codes.Add(code);

    internal int CodeAt(int line) => _codes[line];

    /// <summary>The codes of the lines that are kept, into the sorted list of the texts that these lines have. Empties the
    /// column.</summary>
    internal ImmutableArray<int> Take(KeptLines kept, out ImmutableArray<string> texts)
    {
        var codes = ImmutableCollectionsMarshal.AsArray(_codes.Take(kept)) ?? [];
        var inUse = new bool[_vocabulary.Count];
        foreach (var code in codes)
        {
            if (code >= 0)
                inUse[code] = true;
        }
        texts = _vocabulary.ToSorted(inUse, out var places);
        for (var i = 0; i < codes.Length; i++)
        {
            if (codes[i] >= 0)
                codes[i] = places[codes[i]];
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(codes);
    }
}

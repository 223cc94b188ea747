using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>The indexes of a dictionary-coded page: a byte with their width, then runs.</summary>
internal sealed class DictionaryIndexes
{
    private readonly RleDecoder _runs;
    private readonly int _dictionarySize;

    internal DictionaryIndexes(PageBytes page, int dictionarySize)
    {
        _dictionarySize = dictionarySize;
        // A page of nulls only may be empty.
        _runs =
            page.Length == 0
                ? new RleDecoder(page, 0)
                : new RleDecoder(page with { Start = page.Start + 1 }, page.Buffer[page.Start]);
    }

    /// <summary>Fills the target with the next indexes, each inside the dictionary.</summary>
    internal void Decode(Span<int> target)
    {
        _runs.Decode(target);
        var largest = 0;
        foreach (var index in target)
            largest = Math.Max(largest, index);
        if (largest >= _dictionarySize && !target.IsEmpty)
            Fault.Throw(
                $"a value refers to entry {largest} of a dictionary with {_dictionarySize} entries"
            );
    }
}

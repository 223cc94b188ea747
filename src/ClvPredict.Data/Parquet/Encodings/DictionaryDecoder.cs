namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Numbers as indexes into the chunk's dictionary.</summary>
internal sealed class DictionaryDecoder<T>(T[] dictionary, DictionaryIndexes indexes)
    : ValueDecoder<T>
{
    private readonly int[] _scratch = new int[1024];

    internal override void Decode(Span<T> target)
    {
        ReadOnlySpan<T> entries = dictionary;
        while (!target.IsEmpty)
        {
            var batch = _scratch.AsSpan(0, Math.Min(target.Length, _scratch.Length));
            indexes.Decode(batch);
            for (var i = 0; i < batch.Length; i++)
                target[i] = entries[batch[i]];
            target = target[batch.Length..];
        }
    }
}

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Decodes the values of one page in order, any number at a time.</summary>
internal abstract class ValueDecoder<T>
{
    /// <summary>Fills the target with the next values.</summary>
    /// <exception cref="InvalidDataException">The page has fewer values, or they are damaged.</exception>
    internal abstract void Decode(Span<T> target);
}

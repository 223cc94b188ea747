namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Decodes the byte strings of one page in order, any number at a time.</summary>
internal abstract class BytesDecoder
{
    /// <summary>Replaces the content of the target with the next values.</summary>
    /// <exception cref="InvalidDataException">The page has fewer values, or they are damaged.</exception>
    internal abstract void Decode(int count, ParquetBytes target);
}

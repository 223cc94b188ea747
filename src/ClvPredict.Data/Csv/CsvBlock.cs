namespace ClvPredict.Data.Csv;

/// <summary>A piece of a text that ends behind a line end, or with the text.</summary>
/// <param name="Bytes">Holds the piece.</param>
/// <param name="Length">Its length.</param>
/// <param name="IsLast">Whether the text ends with it.</param>
internal readonly record struct CsvBlock(byte[] Bytes, int Length, bool IsLast)
{
    /// <summary>The block with bytes before it.</summary>
    internal CsvBlock After(ReadOnlySpan<byte> before)
    {
        if (before.IsEmpty)
            return this;
        var joined = new byte[before.Length + Length];
        before.CopyTo(joined);
        Bytes.AsSpan(0, Length).CopyTo(joined.AsSpan(before.Length));
        return new CsvBlock(joined, joined.Length, IsLast);
    }
}

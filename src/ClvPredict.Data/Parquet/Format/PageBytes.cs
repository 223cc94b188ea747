namespace ClvPredict.Data.Parquet.Format;

/// <summary>A part of a buffer: the values of a page, decompressed. Valid until the next page is read.</summary>
internal readonly record struct PageBytes(byte[] Buffer, int Start, int End)
{
    internal int Length => End - Start;

    internal ReadOnlySpan<byte> Span => Buffer.AsSpan(Start, Length);
}

using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Byte strings of the same length in split streams of bytes.</summary>
internal sealed class SplitBytesDecoder(int length, PageBytes page) : BytesDecoder
{
    private readonly ByteStreamSplit _streams = new(page, length);
    private byte[] _content = [];

    internal override void Decode(int count, ParquetBytes target)
    {
        if (count > page.Length / length)
            Fault.Throw("a page has fewer values than it states");
        if (_content.Length < count * length)
            _content = new byte[count * length];
        _streams.Decode(_content.AsSpan(0, count * length));
        target.Begin(_content);
        for (var i = 0; i < count; i++)
            target.Add(i * length, length);
    }
}

using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Puts values together whose first bytes are stored one after the other, then all second bytes, and so on.</summary>
internal sealed class ByteStreamSplit
{
    private readonly PageBytes _page;
    private readonly int _width;
    private readonly int _count;
    private int _next;

    internal ByteStreamSplit(PageBytes page, int width)
    {
        if (page.Length % width != 0)
            Fault.Throw($"a page of {page.Length} bytes does not hold whole values of {width}");
        _page = page;
        _width = width;
        _count = page.Length / width;
    }

    /// <summary>Fills the target with the next values, each in one piece.</summary>
    internal void Decode(Span<byte> target)
    {
        var count = target.Length / _width;
        if (count > _count - _next)
            Fault.Throw("a page has fewer values than it states");
        for (var b = 0; b < _width; b++)
        {
            var stream = _page.Buffer.AsSpan(_page.Start + (b * _count) + _next, count);
            var at = b;
            foreach (var part in stream)
            {
                target[at] = part;
                at += _width;
            }
        }
        _next += count;
    }
}

using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>DELTA_LENGTH_BYTE_ARRAY: all lengths, delta-coded, then all bytes.</summary>
internal sealed class DeltaLengthBytesDecoder : BytesDecoder
{
    private readonly PageBytes _page;
    private readonly DeltaDecoder _lengths;
    private readonly long[] _scratch = new long[256];
    private int _position;

    internal DeltaLengthBytesDecoder(PageBytes page)
    {
        _page = page;
        _lengths = new DeltaDecoder(page);
        _position = new DeltaDecoder(page).FindEnd();
    }

    internal override void Decode(int count, ParquetBytes target)
    {
        target.Begin(_page.Buffer);
        while (count > 0)
        {
            var batch = _scratch.AsSpan(0, Math.Min(count, _scratch.Length));
            _lengths.Decode(batch);
            foreach (var length in batch)
            {
                if (length < 0 || length > _page.End - _position)
                    Fault.Throw(
                        $"a value states {length} bytes, but the page has {_page.End - _position} left"
                    );
                target.Add(_position, (int)length);
                _position += (int)length;
            }
            count -= batch.Length;
        }
    }
}

using System.Buffers.Binary;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Byte strings one after the other, each after its length or all of the same length.</summary>
internal sealed class PlainBytesDecoder(int fixedLength, PageBytes page) : BytesDecoder
{
    private int _position = page.Start;

    internal override void Decode(int count, ParquetBytes target)
    {
        target.Begin(page.Buffer);
        for (var i = 0; i < count; i++)
        {
            var length = fixedLength;
            if (fixedLength == 0)
            {
                if (page.End - _position < sizeof(int))
                    Fault.Throw("a page has fewer values than it states");
                length = BinaryPrimitives.ReadInt32LittleEndian(page.Buffer.AsSpan(_position));
                _position += sizeof(int);
            }
            if (length < 0 || length > page.End - _position)
                Fault.Throw(
                    $"a value states {length} bytes, but the page has {page.End - _position} left"
                );
            target.Add(_position, length);
            _position += length;
        }
    }
}

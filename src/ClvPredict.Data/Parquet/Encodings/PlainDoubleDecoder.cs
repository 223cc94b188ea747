using System.Runtime.InteropServices;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Floating-point numbers of 32 or 64 bits one after the other.</summary>
internal sealed class PlainDoubleDecoder(bool isSingle, PageBytes page) : ValueDecoder<double>
{
    private int _position = page.Start;

    internal override void Decode(Span<double> target)
    {
        var size = isSingle ? sizeof(float) : sizeof(double);
        if (target.Length > (page.End - _position) / size)
            Fault.Throw("a page has fewer values than it states");
        var part = page.Buffer.AsSpan(_position, target.Length * size);
        _position += part.Length;
        if (!isSingle)
        {
            part.CopyTo(MemoryMarshal.AsBytes(target));
            return;
        }
        var singles = MemoryMarshal.Cast<byte, float>(part);
        for (var i = 0; i < target.Length; i++)
            target[i] = singles[i];
    }
}

using System.Runtime.InteropServices;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Floating-point numbers of 32 or 64 bits in split streams of bytes.</summary>
internal sealed class SplitDoubleDecoder(bool isSingle, PageBytes page) : ValueDecoder<double>
{
    private readonly ByteStreamSplit _streams = new(
        page,
        isSingle ? sizeof(float) : sizeof(double)
    );
    private readonly float[] _scratch = new float[1024];

    internal override void Decode(Span<double> target)
    {
        if (!isSingle)
        {
            _streams.Decode(MemoryMarshal.AsBytes(target));
            return;
        }
        while (!target.IsEmpty)
        {
            var batch = _scratch.AsSpan(0, Math.Min(target.Length, _scratch.Length));
            _streams.Decode(MemoryMarshal.AsBytes(batch));
            for (var i = 0; i < batch.Length; i++)
                target[i] = batch[i];
            target = target[batch.Length..];
        }
    }
}

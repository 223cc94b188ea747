using System.Runtime.InteropServices;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Whole numbers of 32 or 64 bits in split streams of bytes.</summary>
internal sealed class SplitIntegerDecoder(ParquetColumn column, PageBytes page) : ValueDecoder<long>
{
    private readonly bool _isNarrow = column.PhysicalType == ParquetPhysicalType.Int32;
    private readonly ByteStreamSplit _streams = new(
        page,
        column.PhysicalType == ParquetPhysicalType.Int32 ? sizeof(int) : sizeof(long)
    );
    private readonly int[] _scratch = new int[1024];

    internal override void Decode(Span<long> target)
    {
        if (!_isNarrow)
        {
            _streams.Decode(MemoryMarshal.AsBytes(target));
            return;
        }
        while (!target.IsEmpty)
        {
            var batch = _scratch.AsSpan(0, Math.Min(target.Length, _scratch.Length));
            _streams.Decode(MemoryMarshal.AsBytes(batch));
            if (column.IsSigned)
                PlainIntegerDecoder.Widen(batch, target);
            else
                PlainIntegerDecoder.WidenUnsigned(batch, target);
            target = target[batch.Length..];
        }
    }
}

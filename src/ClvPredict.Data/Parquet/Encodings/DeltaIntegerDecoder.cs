using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Whole numbers in the delta encoding.</summary>
internal sealed class DeltaIntegerDecoder(ParquetColumn column, PageBytes page) : ValueDecoder<long>
{
    private readonly DeltaDecoder _deltas = new(page);

    internal override void Decode(Span<long> target)
    {
        _deltas.Decode(target);
        if (column.PhysicalType != ParquetPhysicalType.Int32)
            return;
        for (var i = 0; i < target.Length; i++)
            target[i] = column.IsSigned ? unchecked((int)target[i]) : unchecked((uint)target[i]);
    }
}

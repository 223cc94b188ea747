using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Chooses the decoder for a page without a dictionary.</summary>
internal static class PageDecoders
{
    internal static ValueDecoder<long> Integers(ParquetColumn column, DataPage page) =>
        (page.Encoding, column.PhysicalType) switch
        {
            (ParquetEncoding.Plain, _) => new PlainIntegerDecoder(column, page.Values),
            (ParquetEncoding.Rle, ParquetPhysicalType.Boolean) => new RleBooleanDecoder(
                page.Values
            ),
            (
                ParquetEncoding.DeltaBinaryPacked,
                ParquetPhysicalType.Int32
                    or ParquetPhysicalType.Int64
            ) => new DeltaIntegerDecoder(column, page.Values),
            (
                ParquetEncoding.ByteStreamSplit,
                ParquetPhysicalType.Int32
                    or ParquetPhysicalType.Int64
            ) => new SplitIntegerDecoder(column, page.Values),
            _ => Refuse<ValueDecoder<long>>(column, page.Encoding),
        };

    internal static ValueDecoder<double> Doubles(ParquetColumn column, DataPage page)
    {
        var isSingle = column.PhysicalType == ParquetPhysicalType.Float;
        return page.Encoding switch
        {
            ParquetEncoding.Plain => new PlainDoubleDecoder(isSingle, page.Values),
            ParquetEncoding.ByteStreamSplit => new SplitDoubleDecoder(isSingle, page.Values),
            _ => Refuse<ValueDecoder<double>>(column, page.Encoding),
        };
    }

    internal static BytesDecoder Bytes(ParquetColumn column, DataPage page) =>
        page.Encoding switch
        {
            ParquetEncoding.Plain => new PlainBytesDecoder(column.TypeLength, page.Values),
            ParquetEncoding.DeltaLengthByteArray when column.TypeLength == 0 =>
                new DeltaLengthBytesDecoder(page.Values),
            ParquetEncoding.DeltaByteArray => new DeltaBytesDecoder(column.TypeLength, page.Values),
            ParquetEncoding.ByteStreamSplit when column.TypeLength > 0 => new SplitBytesDecoder(
                column.TypeLength,
                page.Values
            ),
            _ => Refuse<BytesDecoder>(column, page.Encoding),
        };

    private static T Refuse<T>(ParquetColumn column, ParquetEncoding encoding)
        where T : class
    {
        Fault.Throw(
            $"the encoding {encoding} is not supported for values of type {column.PhysicalType}"
        );
        return null;
    }
}

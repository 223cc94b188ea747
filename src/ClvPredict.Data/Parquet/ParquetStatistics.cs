using System.Buffers.Binary;
using ClvPredict.Data.Parquet.Encodings;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet;

/// <summary>What the footer says about the values of one column in one row group. Bounds need not be reached by a value;
/// they are null when the file does not state them or not in an order that can be trusted.</summary>
public sealed record ParquetStatistics
{
    /// <summary>Rows of the row group.</summary>
    public required long RowCount { get; init; }

    /// <summary>Rows that are null; null when not stated.</summary>
    public long? NullCount { get; init; }

    /// <summary>Lower bound of what <see cref="ParquetColumnReader.ReadInt64"/> gives.</summary>
    public long? MinInt64 { get; init; }

    /// <summary>Upper bound of what <see cref="ParquetColumnReader.ReadInt64"/> gives.</summary>
    public long? MaxInt64 { get; init; }

    /// <summary>Lower bound of floating-point values other than NaN.</summary>
    public double? MinDouble { get; init; }

    /// <summary>Upper bound of floating-point values other than NaN.</summary>
    public double? MaxDouble { get; init; }

    /// <summary>Lower bound of text or bytes in the order of unsigned bytes.</summary>
    public ReadOnlyMemory<byte>? MinBytes { get; init; }

    /// <summary>Upper bound of text or bytes in the order of unsigned bytes.</summary>
    public ReadOnlyMemory<byte>? MaxBytes { get; init; }

    internal static ParquetStatistics Of(ParquetColumn column, ColumnChunk chunk, long rowCount)
    {
        var result = new ParquetStatistics { RowCount = rowCount, NullCount = chunk.NullCount };
        var isOrdered =
            !chunk.HasLegacyBounds
            || (
                !column.IsBytes
                && column.IsSigned
                && column.PhysicalType != ParquetPhysicalType.Int96
            );
        if (!isOrdered)
            return result;
        if (column.Kind is ParquetKind.Text or ParquetKind.Bytes)
            return result with { MinBytes = chunk.Min, MaxBytes = chunk.Max };
        if (column.PhysicalType is ParquetPhysicalType.Float or ParquetPhysicalType.Double)
            return result with
            {
                MinDouble = Double(column, chunk.Min),
                MaxDouble = Double(column, chunk.Max),
            };
        return result with
        {
            MinInt64 = Integer(column, chunk.Min),
            MaxInt64 = Integer(column, chunk.Max),
        };
    }

    private static long? Integer(ParquetColumn column, ReadOnlyMemory<byte>? bound)
    {
        if (bound is not { } stated)
            return null;
        var bytes = stated.Span;
        return (column.PhysicalType, bytes.Length) switch
        {
            (ParquetPhysicalType.Boolean, 1) => bytes[0],
            (ParquetPhysicalType.Int32, 4) when column.IsSigned =>
                BinaryPrimitives.ReadInt32LittleEndian(bytes),
            (ParquetPhysicalType.Int32, 4) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            // Without sign, numbers from 2^63 on would be out of order.
            (ParquetPhysicalType.Int64, 8) when column.IsSigned || bytes[7] < 0x80 =>
                BinaryPrimitives.ReadInt64LittleEndian(bytes),
            (
                ParquetPhysicalType.ByteArray
                    or ParquetPhysicalType.FixedLengthByteArray,
                >= 1
                    and <= 16
            ) when column.Kind == ParquetKind.Decimal => Narrow(BigEndian.ToInt128(bytes)),
            _ => null,
        };
    }

    private static long? Narrow(Int128 value) =>
        value >= long.MinValue && value <= long.MaxValue ? (long)value : null;

    private static double? Double(ParquetColumn column, ReadOnlyMemory<byte>? bound)
    {
        if (bound is not { } stated)
            return null;
        var value = (column.PhysicalType, stated.Length) switch
        {
            (ParquetPhysicalType.Float, 4) => BinaryPrimitives.ReadSingleLittleEndian(stated.Span),
            (ParquetPhysicalType.Double, 8) => BinaryPrimitives.ReadDoubleLittleEndian(stated.Span),
            _ => double.NaN,
        };
        return double.IsNaN(value) ? null : value;
    }
}

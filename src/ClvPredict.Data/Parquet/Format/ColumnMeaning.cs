namespace ClvPredict.Data.Parquet.Format;

/// <summary>What a leaf column means, from its physical type, its logical type or, in older files, its converted type.</summary>
internal static class ColumnMeaning
{
    private const int MaxDecimalBytes = 16;

    /// <summary>The column with its meaning filled in; an annotation that this reader does not know leaves the meaning of
    /// the physical type.</summary>
    internal static ParquetColumn Of(SchemaElement element, ParquetColumn column)
    {
        var logical = element.Logical.Id != 0 ? element.Logical : FromConverted(element);
        return logical.Id switch
        {
            LogicalType.String or LogicalType.Enum or LogicalType.Json => Simple(
                column,
                ParquetKind.Text,
                "text",
                column.IsBytes
            ),
            LogicalType.Uuid => Simple(column, ParquetKind.Uuid, "UUID", column.TypeLength == 16),
            LogicalType.Float16 => Simple(
                column,
                ParquetKind.FloatingPoint,
                "FLOAT16",
                column.TypeLength == 2
            ),
            LogicalType.Date => Simple(
                column,
                ParquetKind.Date,
                "DATE",
                column.PhysicalType == ParquetPhysicalType.Int32
            ),
            LogicalType.Decimal => DecimalOf(logical, column),
            LogicalType.Time => Clock(logical, column, ParquetKind.Time),
            LogicalType.Timestamp => Clock(logical, column, ParquetKind.Timestamp),
            LogicalType.Integer => IntegerOf(logical, column),
            _ => Unannotated(column),
        };
    }

    private static ParquetColumn Simple(
        ParquetColumn column,
        ParquetKind kind,
        string annotation,
        bool fits
    )
    {
        Require(column, annotation, fits);
        return column with { Kind = kind };
    }

    private static ParquetColumn Unannotated(ParquetColumn column) =>
        column.PhysicalType switch
        {
            ParquetPhysicalType.Boolean => column with { Kind = ParquetKind.Boolean },
            ParquetPhysicalType.Int32 => column with { Kind = ParquetKind.Integer, BitWidth = 32 },
            ParquetPhysicalType.Int64 => column with { Kind = ParquetKind.Integer, BitWidth = 64 },
            ParquetPhysicalType.Int96 => column with
            {
                Kind = ParquetKind.Timestamp,
                UnitsPerSecond = 1_000_000,
            },
            ParquetPhysicalType.Float or ParquetPhysicalType.Double => column with
            {
                Kind = ParquetKind.FloatingPoint,
            },
            _ => column,
        };

    private static ParquetColumn IntegerOf(LogicalType logical, ParquetColumn column)
    {
        var fits = column.PhysicalType switch
        {
            ParquetPhysicalType.Int32 => logical.BitWidth is 8 or 16 or 32,
            ParquetPhysicalType.Int64 => logical.BitWidth == 64,
            _ => false,
        };
        Require(column, $"INTEGER({logical.BitWidth})", fits);
        return column with
        {
            Kind = ParquetKind.Integer,
            BitWidth = logical.BitWidth,
            IsSigned = logical.IsSigned,
        };
    }

    private static ParquetColumn DecimalOf(LogicalType logical, ParquetColumn column)
    {
        var digits = column.PhysicalType switch
        {
            ParquetPhysicalType.Int32 => 9,
            ParquetPhysicalType.Int64 => 18,
            ParquetPhysicalType.ByteArray => 38,
            ParquetPhysicalType.FixedLengthByteArray when column.TypeLength <= MaxDecimalBytes =>
                38,
            _ => 0,
        };
        Require(
            column,
            $"DECIMAL({logical.Precision}, {logical.Scale})",
            logical.Precision >= 1
                && logical.Precision <= digits
                && logical.Scale >= 0
                && logical.Scale <= logical.Precision
        );
        return column with
        {
            Kind = ParquetKind.Decimal,
            Precision = logical.Precision,
            Scale = logical.Scale,
        };
    }

    private static ParquetColumn Clock(LogicalType logical, ParquetColumn column, ParquetKind kind)
    {
        var isMillisecondTime = kind == ParquetKind.Time && logical.UnitsPerSecond == 1_000;
        var expected = isMillisecondTime ? ParquetPhysicalType.Int32 : ParquetPhysicalType.Int64;
        Require(
            column,
            $"{kind} with {logical.UnitsPerSecond} units a second",
            logical.UnitsPerSecond > 0 && column.PhysicalType == expected
        );
        return column with
        {
            Kind = kind,
            UnitsPerSecond = logical.UnitsPerSecond,
            IsUtcAdjusted = logical.IsUtcAdjusted,
        };
    }

    private static LogicalType FromConverted(SchemaElement element) =>
        element.ConvertedType switch
        {
            0 => new LogicalType { Id = LogicalType.String },
            4 => new LogicalType { Id = LogicalType.Enum },
            5 => new LogicalType
            {
                Id = LogicalType.Decimal,
                Precision = element.Precision,
                Scale = element.Scale,
            },
            6 => new LogicalType { Id = LogicalType.Date },
            7 => Clock(LogicalType.Time, 1_000),
            8 => Clock(LogicalType.Time, 1_000_000),
            9 => Clock(LogicalType.Timestamp, 1_000),
            10 => Clock(LogicalType.Timestamp, 1_000_000),
            >= 11 and <= 14 => Integer(8 << (element.ConvertedType.Value - 11), isSigned: false),
            >= 15 and <= 18 => Integer(8 << (element.ConvertedType.Value - 15), isSigned: true),
            19 => new LogicalType { Id = LogicalType.Json },
            _ => default,
        };

    private static LogicalType Clock(int id, long unitsPerSecond) =>
        new()
        {
            Id = id,
            UnitsPerSecond = unitsPerSecond,
            IsUtcAdjusted = true,
        };

    private static LogicalType Integer(int bitWidth, bool isSigned) =>
        new()
        {
            Id = LogicalType.Integer,
            BitWidth = bitWidth,
            IsSigned = isSigned,
        };

    private static void Require(ParquetColumn column, string annotation, bool fits)
    {
        if (!fits)
            Fault.Throw(
                $"column '{column.Path}' is annotated as {annotation}, which does not fit its physical type {column.PhysicalType}"
            );
    }
}

namespace ClvPredict.Data.Parquet.Format;

/// <summary>The annotation of a leaf: number of the member set in the format's union (0 none) and its parameters.</summary>
internal readonly record struct LogicalType
{
    internal const int String = 1;
    internal const int Enum = 4;
    internal const int Decimal = 5;
    internal const int Date = 6;
    internal const int Time = 7;
    internal const int Timestamp = 8;
    internal const int Integer = 10;
    internal const int Json = 12;
    internal const int Uuid = 14;
    internal const int Float16 = 15;

    internal int Id { get; init; }

    internal int Scale { get; init; }

    internal int Precision { get; init; }

    internal int BitWidth { get; init; }

    internal bool IsSigned { get; init; }

    internal bool IsUtcAdjusted { get; init; }

    internal long UnitsPerSecond { get; init; }

    internal static LogicalType Read(ref ThriftReader reader)
    {
        var result = default(LogicalType);
        var field = default(ThriftField);
        while (reader.NextField(ref field))
        {
            field.ExpectStruct();
            result = ReadMember(ref reader, field.Id);
        }
        return result;
    }

    private static LogicalType ReadMember(ref ThriftReader reader, int id)
    {
        var result = new LogicalType { Id = id };
        var field = default(ThriftField);
        while (reader.NextField(ref field))
        {
            switch (id, field.Id)
            {
                case (Decimal, 1):
                    result = result with { Scale = reader.ReadInt32(field) };
                    break;
                case (Decimal, 2):
                    result = result with { Precision = reader.ReadInt32(field) };
                    break;
                case (Time or Timestamp, 1):
                    result = result with { IsUtcAdjusted = field.AsBool() };
                    break;
                case (Time or Timestamp, 2):
                    field.ExpectStruct();
                    result = result with { UnitsPerSecond = ReadUnit(ref reader) };
                    break;
                case (Integer, 1):
                    result = result with { BitWidth = reader.ReadInt32(field) };
                    break;
                case (Integer, 2):
                    result = result with { IsSigned = field.AsBool() };
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }
        return result;
    }

    private static long ReadUnit(ref ThriftReader reader)
    {
        var units = 0L;
        var field = default(ThriftField);
        while (reader.NextField(ref field))
        {
            units = field.Id switch
            {
                1 => 1_000,
                2 => 1_000_000,
                3 => 1_000_000_000,
                _ => 0,
            };
            reader.Skip(field);
        }
        return units;
    }
}

namespace ClvPredict.Data.Parquet;

#pragma warning disable CA1720 // What a column holds is best called by the names everybody knows.
/// <summary>What the values of a column mean.</summary>
public enum ParquetKind
{
    /// <summary>False or true, read as 0 and 1.</summary>
    Boolean,

    /// <summary>Whole number of 8 to 64 bits, with or without sign.</summary>
    Integer,

    /// <summary>Whole number to be divided by ten to the power of the column's scale.</summary>
    Decimal,

    /// <summary>Floating point of 16, 32 or 64 bits.</summary>
    FloatingPoint,

    /// <summary>Days since 1970-01-01.</summary>
    Date,

    /// <summary>Time of day, in the column's units since midnight.</summary>
    Time,

    /// <summary>Instant or local time, in the column's units since 1970-01-01.</summary>
    Timestamp,

    /// <summary>Text in UTF-8, among it JSON and names of an enumeration.</summary>
    Text,

    /// <summary>A UUID, read as its 36 characters.</summary>
    Uuid,

    /// <summary>Bytes without a stated meaning; text, in files of some older programs.</summary>
    Bytes,
}

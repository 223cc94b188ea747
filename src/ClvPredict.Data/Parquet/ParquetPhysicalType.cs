namespace ClvPredict.Data.Parquet;

#pragma warning disable CA1720 // These are the format's own names.
/// <summary>How values are stored, by the format's own numbers.</summary>
public enum ParquetPhysicalType
{
    /// <summary>One bit.</summary>
    Boolean = 0,

    /// <summary>32-bit whole number.</summary>
    Int32 = 1,

    /// <summary>64-bit whole number.</summary>
    Int64 = 2,

    /// <summary>Legacy timestamp: nanoseconds of the day and the Julian day.</summary>
    Int96 = 3,

    /// <summary>32-bit floating point.</summary>
    Float = 4,

    /// <summary>64-bit floating point.</summary>
    Double = 5,

    /// <summary>Bytes of any length.</summary>
    ByteArray = 6,

    /// <summary>Bytes of the same length in every row.</summary>
    FixedLengthByteArray = 7,
}

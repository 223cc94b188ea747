namespace ClvPredict.Data.Parquet;

#pragma warning disable CA1720 // What a column holds is best called by the names everybody knows.
/// <summary>Types of the columns that <see cref="ParquetWriter"/> writes.</summary>
public enum ParquetWriteType
{
    /// <summary>32-bit floating point.</summary>
    Float,

    /// <summary>64-bit floating point.</summary>
    Double,

    /// <summary>32-bit whole number.</summary>
    Int32,

    /// <summary>64-bit whole number.</summary>
    Int64,

    /// <summary>False or true.</summary>
    Boolean,

    /// <summary>A day without time.</summary>
    Date,

    /// <summary>Text, stored as UTF-8.</summary>
    Text,
}

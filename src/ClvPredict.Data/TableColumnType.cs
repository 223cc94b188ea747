namespace ClvPredict.Data;

/// <summary>What a column of a table that is written holds.</summary>
public enum TableColumnType
{
    /// <summary>Text; empty where there is none.</summary>
    Text,

    /// <summary>float32; NaN is missing.</summary>
    Number32,

    /// <summary>float64; NaN is missing.</summary>
    Number64,

    /// <summary>Whole number, or missing.</summary>
    Whole,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A day without time, or missing.</summary>
    Day,
}

namespace ClvPredict.Models.MlNet;

/// <summary>What the values of a column are.</summary>
public enum ColumnKind
{
    /// <summary>One float32 number per row, NaN where missing; booleans are 0 and 1.</summary>
    Number,

    /// <summary>A vector of float32 numbers per row, all of one length.</summary>
    Vector,

    /// <summary>Text, null or empty where missing.</summary>
    Text,

    /// <summary>Position in a list of known values, from 1; 0 is none of them.</summary>
    Key,
}

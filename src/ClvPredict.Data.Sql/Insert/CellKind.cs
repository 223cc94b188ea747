namespace ClvPredict.Data.Sql.Insert;

/// <summary>What the values of a column are that rows are written to.</summary>
internal enum CellKind
{
    /// <summary>Text of any kind.</summary>
    Text,

    /// <summary>Whole numbers within bounds.</summary>
    Whole,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>Days within bounds.</summary>
    Day,

    /// <summary>A type whose text the server reads and checks by itself.</summary>
    Other,

    /// <summary>A type that is not written.</summary>
    Unsupported,
}

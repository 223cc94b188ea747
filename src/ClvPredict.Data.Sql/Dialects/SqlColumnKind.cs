namespace ClvPredict.Data.Sql.Dialects;

/// <summary>What the values of a column are.</summary>
internal enum SqlColumnKind
{
    /// <summary>A type that is not read.</summary>
    Unsupported,

    /// <summary>Text, or what is written as text: names of an enumeration, UUIDs, true and false.</summary>
    Text,

    /// <summary>Whole, decimal or floating.</summary>
    Number,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A day and time without a zone.</summary>
    Timestamp,

    /// <summary>A point in time, shown in some zone.</summary>
    Instant,

    /// <summary>Each value has a type of its own (SQLite).</summary>
    Dynamic,
}

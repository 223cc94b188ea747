namespace ClvPredict.Data.Sql.Insert;

/// <summary>A column of the table that rows are written to.</summary>
/// <param name="Name">Its name, unquoted.</param>
/// <param name="Type">Its type as the database names it.</param>
/// <param name="Kind">What that means here.</param>
internal sealed record TargetColumn(string Name, string Type, CellKind Kind)
{
    /// <summary>The least whole number that fits.</summary>
    internal long Low { get; init; } = long.MinValue;

    /// <summary>The greatest whole number that fits.</summary>
    internal long High { get; init; } = long.MaxValue;

    /// <summary>The first day that fits.</summary>
    internal DateOnly FirstDay { get; init; } = DateOnly.MinValue;

    /// <summary>The last day that fits.</summary>
    internal DateOnly LastDay { get; init; } = DateOnly.MaxValue;

    /// <summary>Whether values may be missing (null).</summary>
    internal bool IsNullable { get; init; }

    /// <summary>Whether the database fills the column in where no value is given.</summary>
    internal bool HasDefault { get; init; }

    /// <summary>What a value should be, for messages.</summary>
    internal string Wanted =>
        Kind switch
        {
            CellKind.Whole => $"a whole number from {Low} to {High} ({Type})",
            CellKind.Number => $"a number with a decimal point ({Type})",
            CellKind.Flag => $"true or false ({Type})",
            CellKind.Day =>
                $"a day such as 2025-01-31 from {FirstDay:yyyy-MM-dd} to {LastDay:yyyy-MM-dd} ({Type})",
            _ => $"a value of the type {Type}",
        };
}

using System.Collections.Immutable;

namespace ClvPredict.Data.Sql;

/// <summary>Which rows of a table a file replaces. The defaults replace all.</summary>
public sealed record SqlInsertOptions
{
    /// <summary>Columns in which the rows of the file all agree, such as as_of or shard: only rows of the table that agree with
    /// them are replaced. Default none: all rows are.</summary>
    public ImmutableArray<string> By { get; init; } = [];

    /// <summary>Types of columns by name, for a table that is made from a CSV file, which has no types; those of other columns
    /// are found from their values. Default none.</summary>
    public IReadOnlyDictionary<string, TableColumnType> KnownTypes { get; init; } =
        ImmutableDictionary<string, TableColumnType>.Empty;

    /// <summary>Whether to wait until the server could be killed without having the replaced rows again.</summary>
    internal bool Settles { get; init; } = true;
}

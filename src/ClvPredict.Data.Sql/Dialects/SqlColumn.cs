namespace ClvPredict.Data.Sql.Dialects;

/// <summary>A column of a table or query.</summary>
/// <param name="Name">Its name, unquoted.</param>
/// <param name="Type">Its type as the database names it.</param>
/// <param name="Kind">What that means here.</param>
internal sealed record SqlColumn(string Name, string Type, SqlColumnKind Kind);

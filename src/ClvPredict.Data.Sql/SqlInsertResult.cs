namespace ClvPredict.Data.Sql;

/// <summary>What was written to a table.</summary>
/// <param name="Table">The address of the table, without password.</param>
/// <param name="Rows">Number of rows written.</param>
/// <param name="IsNewTable">Whether the table was made for them.</param>
public sealed record SqlInsertResult(string Table, long Rows, bool IsNewTable);

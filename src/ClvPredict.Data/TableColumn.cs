namespace ClvPredict.Data;

/// <summary>A column of a table that is written.</summary>
/// <param name="Name">Its name, unique in the table.</param>
/// <param name="Type">What it holds.</param>
public readonly record struct TableColumn(string Name, TableColumnType Type);

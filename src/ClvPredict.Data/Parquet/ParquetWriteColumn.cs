namespace ClvPredict.Data.Parquet;

/// <summary>A column of a table to be written.</summary>
/// <param name="Name">Its name, not empty.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsNullable">Rows may be null. In a nullable column NaN is written as null: a missing value.</param>
public sealed record ParquetWriteColumn(string Name, ParquetWriteType Type, bool IsNullable = true);

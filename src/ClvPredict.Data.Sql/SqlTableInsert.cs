using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.Insert;

namespace ClvPredict.Data.Sql;

/// <summary>Writes a table of a file, such as scores, targets or features, to a table of PostgreSQL, ClickHouse or
/// SQLite.</summary>
public static class SqlTableInsert
{
    /// <summary>
    /// Puts the rows of a file in the place of those that a table has. Who reads the table sees all old rows or all new ones;
    /// where it fails, or is killed, the old ones stay. Doing it again gives the same rows, each once.
    /// </summary>
    /// <param name="path">CSV (also .gz) or Parquet with a column name for each column. Empty cells are null; in columns that take
    /// none, empty text. Rows without a customer, which stand for a part without customers, are left out.</param>
    /// <param name="target">The address of a table, as in <see cref="SqlOrderSource.Read"/>. A table that is not there is made, with
    /// types by those of the file. In ClickHouse it is a MergeTree table of one server whose partition key is
    /// <see cref="SqlInsertOptions.By"/>, or none.</param>
    /// <param name="options">Which rows to replace.</param>
    /// <param name="ct">Stops it; the old rows stay.</param>
    /// <exception cref="OrderDataException">The file cannot be read; the database cannot be reached or refuses; the columns of file
    /// and table are not the same, where the table has no DEFAULT; or a value is none of its column's type.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SqlInsertResult Insert(
        string path,
        string target,
        SqlInsertOptions options,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        var address = SqlAddress.Parse(target, Environment.GetEnvironmentVariable);
        if (address.Table is null)
            throw new OrderDataException($"{address.Name}: no table is named; add ?table=scores.");
        using var file = TableReader.Open(path);
        using var database = SqlTarget.Open(address, ct);
        var found = database.Describe(ct);
        var columns =
            found ?? database.Design(TextTypes.Of(path, options.KnownTypes, ct), options.By);
        var plan = InsertPlan.Of(path, file.Columns, address.Table, columns, options.By);
        var rows = new InsertRows(file, plan, ct);
        database.Replace(plan, rows, found is null, ct);
        if (options.Settles)
            database.Settle(ct);
        return new SqlInsertResult(address.Name, rows.Count, found is null);
    }
}

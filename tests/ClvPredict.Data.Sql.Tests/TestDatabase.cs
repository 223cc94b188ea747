using System.Globalization;

namespace ClvPredict.Data.Sql.Tests;

/// <summary>A table of a test's own in some database, dropped at the end.</summary>
internal abstract class TestDatabase : IDisposable
{
    /// <summary>The table's name, new for each test.</summary>
    internal string Table { get; } = $"orders_{Guid.NewGuid():N}";

    /// <summary>The address of the database, password included, without a table.</summary>
    internal abstract string Address { get; }

    internal string Source => $"{Address}?table={Table}";

    /// <summary>Runs a statement; {0} stands for the table.</summary>
    internal abstract void Run(string sql);

    /// <summary>The rows of a query, cells apart by bars: null is ∅, true 1, days in ISO form, numbers in their shortest
    /// text; {0} stands for the table.</summary>
    internal abstract List<string> Query(string sql);

    /// <summary>The names of all tables that begin with that of the test's.</summary>
    internal abstract List<string> Tables();

    internal SqlInsertResult Insert(string file, params string[] by) =>
        SqlTableInsert.Insert(file, Source, new SqlInsertOptions { By = [.. by], Settles = false });

    /// <summary>The message of the refusal to write.</summary>
    internal string InsertRefusal(string file, params string[] by) =>
        Should.Throw<OrderDataException>(() => Insert(file, by)).Message;

    internal OrderLog Read(SqlReadOptions? sql = null, OrderReadOptions? options = null) =>
        SqlOrderSource.Read(
            sql?.Query is null ? Source : Address,
            options ?? new OrderReadOptions { MaxRejectShare = 1 },
            sql ?? new SqlReadOptions()
        );

    /// <summary>The message of the refusal to read.</summary>
    internal string Refusal(SqlReadOptions? sql = null) =>
        Should.Throw<OrderDataException>(() => Read(sql)).Message;

    /// <summary>Options that refuse nothing, with days of 2023 and a part of the customers.</summary>
    internal static OrderReadOptions Lenient { get; } = new() { MaxRejectShare = 1 };

    protected static string Cell(object? value) =>
        value switch
        {
            null or DBNull => "∅",
            bool flag => flag ? "1" : "0",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            float number => number.ToString("R", CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

    protected static List<string> Rows(System.Data.Common.DbDataReader reader)
    {
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(
                string.Join(
                    '|',
                    Enumerable.Range(0, reader.FieldCount).Select(i => Cell(reader.GetValue(i)))
                )
            );
        return rows;
    }

    public abstract void Dispose();
}

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

    public abstract void Dispose();
}

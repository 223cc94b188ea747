namespace ClvPredict.Data.Sql.Rows;

/// <summary>The rows of a running query.</summary>
internal abstract class SqlRows : IDisposable
{
    /// <summary>Longest value that is read, as the CSV reader takes it.</summary>
    internal const int MaxValueBytes = 1 << 20;

    /// <summary>Adds rows until <see cref="CsvRows.IsFull"/>; false when there are no more.</summary>
    /// <exception cref="OrderDataException">The server failed or the connection was lost.</exception>
    internal abstract bool Fill(CsvRows rows);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}

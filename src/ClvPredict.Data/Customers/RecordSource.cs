namespace ClvPredict.Data.Customers;

/// <summary>A table that is read once from its first record to its last, every value as UTF-8 text, from CSV or Parquet by
/// the ending of the file's name.</summary>
internal abstract class RecordSource : IDisposable
{
    /// <summary>Name of the file in messages.</summary>
    public abstract string Name { get; }

    /// <summary>Column names, without outer spaces.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Where the present record stands, for messages: "file, line 7".</summary>
    public abstract string Place { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="OrderDataException">It is missing, unreadable, empty, or has two columns of one name.</exception>
    public static RecordSource Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RecordSource source = path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)
            ? new ParquetRecords(path)
            : new CsvRecords(path);
        var columns = source.Columns;
        if (columns.Count == columns.Distinct(StringComparer.Ordinal).Count())
            return source;
        source.Dispose();
        throw new OrderDataException(
            $"{path} has two columns of one name: {string.Join(", ", columns)}."
        );
    }

    /// <summary>Moves to the next record; false at the end.</summary>
    /// <exception cref="OrderDataException">The record is broken.</exception>
    public abstract bool Next();

    /// <summary>A value of the present record without outer spaces, valid until <see cref="Next"/>; empty where missing.</summary>
    public abstract ReadOnlySpan<byte> Field(int column);

    /// <summary>What a column holds by the file's own schema; null where it has none.</summary>
    public virtual TableColumnType? TypeOf(int column) => null;

    public abstract void Dispose();
}

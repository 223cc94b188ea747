namespace ClvPredict.Data;

/// <summary>
/// Reads a table of one row a customer, such as scores, targets or features, from CSV (also .gz) or Parquet. The column
/// customer_id must be there; what else is needed the caller asks the columns for.
/// </summary>
public sealed class CustomerTable : IDisposable
{
    private const string IdColumn = "customer_id";
    private const int ShownLength = 80;

    private readonly string _path;
    private readonly int _id;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    private CustomerTable(string path)
    {
        _path = path;
        Rows = TableReader.Open(path);
        try
        {
            _id = Rows.Require(IdColumn);
        }
        catch (OrderDataException)
        {
            Rows.Dispose();
            throw;
        }
    }

    /// <summary>Columns and cells of the present row.</summary>
    public TableReader Rows { get; }

    /// <summary>Id of the customer of the present row.</summary>
    public string CustomerId { get; private set; } = "";

    /// <summary>Opens a file before its first row.</summary>
    /// <exception cref="OrderDataException">The file is missing, unreadable, empty, has two columns of one name, or none of customer ids.</exception>
    public static CustomerTable Open(string path) => new(path);

    /// <summary>Moves to the next customer; false at the end.</summary>
    /// <exception cref="OrderDataException">The row is broken, its id is empty or was there before, or the file has no customer at all.</exception>
    public bool Next()
    {
        if (!Rows.Next())
            return _seen.Count > 0
                ? false
                : throw new OrderDataException($"{_path} has no customers, only column names.");
        CustomerId = Rows.Text(_id);
        if (CustomerId.Length == 0)
            throw new OrderDataException($"{Rows.Place}: {IdColumn} is empty.");
        if (!_seen.Add(CustomerId))
            throw new OrderDataException(
                $"{Rows.Place}: customer \"{(CustomerId.Length > ShownLength ? CustomerId[..ShownLength] : CustomerId)}\" is there twice."
            );
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => Rows.Dispose();
}

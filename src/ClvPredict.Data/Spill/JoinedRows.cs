namespace ClvPredict.Data.Spill;

/// <summary>The rows of several parts in the order of all ids.</summary>
/// <typeparam name="TRows">The rows of a part.</typeparam>
public sealed class JoinedRows<TRows> : IDisposable
    where TRows : SortedRows
{
    private readonly TRows[] _parts;
    private readonly PriorityQueue<TRows, string> _next = new(StringComparer.Ordinal);
    private TRows? _current;
    private string? _lastId;

    /// <summary>Takes parts before their first rows; they are disposed with this.</summary>
    public JoinedRows(IEnumerable<TRows> parts)
    {
        _parts = [.. parts];
        foreach (var part in _parts)
        {
            if (part.MoveNext())
                _next.Enqueue(part, part.CustomerId);
        }
    }

    /// <summary>The part that stands at the present row; to be asked after <see cref="MoveNext"/>.</summary>
    public TRows Current => _current!;

    /// <summary>Moves to the next row; false at the end.</summary>
    /// <exception cref="OrderDataException">A customer comes twice, or a part is not sorted by its ids.</exception>
    public bool MoveNext()
    {
        if (_current?.MoveNext() == true)
            _current = _next.EnqueueDequeue(_current, _current.CustomerId);
        else if (!_next.TryDequeue(out _current, out _))
            return false;
        var id = _current.CustomerId;
        if (_lastId is not null && string.CompareOrdinal(id, _lastId) <= 0)
            throw new OrderDataException(
                string.Equals(id, _lastId, StringComparison.Ordinal)
                    ? $"{_current.Name}: the customer {Shorten(id)} is there or in another part, too."
                    : $"{_current.Name}: the customer {Shorten(id)} comes after {Shorten(_lastId)}; parts are sorted by customer_id."
            );
        _lastId = id;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in _parts)
            part.Dispose();
    }

    private static string Shorten(string id) => id.Length <= 80 ? id : id[..80];
}

using ClvPredict.Data.Ingest;

namespace ClvPredict.Data;

/// <summary>Orders that arrive sorted by customer, read table by table: each table has all lines of some customers, and is not kept.
/// Memory does not grow with the number of lines or customers.</summary>
public sealed class SortedOrders : IDisposable
{
    private readonly OrderIngest _ingest;
    private readonly IReadOnlyList<OrderSource> _sources;

    internal SortedOrders(OrderIngest ingest, IReadOnlyList<OrderSource> sources)
    {
        _ingest = ingest;
        _sources = sources;
    }

    /// <summary>The tables, once.</summary>
    /// <exception cref="OrderDataException">The lines are not sorted by customer, by the bytes of the ids or as numbers; or they
    /// cannot be used, see <see cref="OrderReader.Read"/>.</exception>
    public IEnumerable<OrderTable> Read() => _ingest.ReadSorted(_sources);

    /// <summary>The account of all lines; to be asked when all tables have been read.</summary>
    /// <exception cref="OrderDataException">There was no line of a customer, or more were rejected than allowed.</exception>
    public IngestReport Report() => _ingest.FinishSorted([.. _sources.Select(s => s.Name)]);

    /// <inheritdoc/>
    public void Dispose() => _ingest.Dispose();
}

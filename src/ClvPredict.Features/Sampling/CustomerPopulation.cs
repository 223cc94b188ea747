using ClvPredict.Data;

namespace ClvPredict.Features.Sampling;

/// <summary>All customers of a shop, of whom the customers of a <see cref="CustomerData"/> are a sample. They are read again
/// from where the orders are each time.</summary>
public sealed class CustomerPopulation
{
    private readonly OrderParts _parts;
    private readonly int _threads;

    /// <summary>The customers of orders, which must stay open.</summary>
    /// <param name="parts">The orders.</param>
    /// <param name="threads">Most parts looked at at once; fewer where memory has no room for them.</param>
    internal CustomerPopulation(OrderParts parts, int threads) =>
        (_parts, _threads) = (parts, threads);

    /// <summary>How many they are, and of whom the sample was drawn.</summary>
    public SampleSummary Summary { get; internal set; } = new(0, 0, 0, []);

    /// <summary>What their lines brought and cost; null where the orders have no costs.</summary>
    public CostSummary? Costs { get; internal set; }

    /// <summary>Lines before the as-of day that had not arrived by then and are not seen.</summary>
    public long LateLines { get; internal set; }

    /// <summary>Looks at all customers, some at a time.</summary>
    /// <param name="visit">Is given histories of customers, each of them once, on several threads.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="IOException">The disk fails.</exception>
    public void ForEachPart(Action<CustomerHistories> visit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(visit);
        _parts.ForEach(_threads, visit, cancellationToken);
    }
}

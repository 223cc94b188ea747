using ClvPredict.Features;

namespace ClvPredict.Scoring;

/// <summary>A customer with all order lines.</summary>
/// <param name="CustomerId">The customer's id.</param>
/// <param name="Lines">The order lines, in any order.</param>
public readonly record struct CustomerOrders(string CustomerId, ReadOnlyMemory<OrderLine> Lines);

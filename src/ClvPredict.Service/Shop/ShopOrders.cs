using ClvPredict.Data;
using ClvPredict.Features;

namespace ClvPredict.Service.Shop;

/// <summary>The orders that customers are scored on.</summary>
/// <param name="Data">The lines by customer, and attributes and events where there are any.</param>
/// <param name="Ingest">What was read and what became of it.</param>
/// <param name="AsOf">The first day not observed.</param>
public sealed record ShopOrders(CustomerData Data, IngestReport Ingest, DateOnly AsOf);

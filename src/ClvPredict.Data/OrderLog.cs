namespace ClvPredict.Data;

/// <summary>Orders as read, with the account of how they were read.</summary>
/// <param name="Orders">The order lines that can be used and have a customer, in the order they were read.</param>
/// <param name="Report">Every line read, accounted for.</param>
public sealed record OrderLog(OrderTable Orders, IngestReport Report);

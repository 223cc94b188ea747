using ClvPredict.Decisions.Purchases;

namespace ClvPredict.Decisions.NextActions;

/// <summary>A product that a customer buys again and again, and when the next time is expected.</summary>
/// <param name="Product">The product's number.</param>
/// <param name="Buys">Different days on which it was bought.</param>
/// <param name="LastDay">Day number of the last of them.</param>
/// <param name="Window">When it is due.</param>
internal readonly record struct Refill(int Product, int Buys, int LastDay, GapWindow Window);

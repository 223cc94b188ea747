using System.Collections.Immutable;

namespace ClvPredict.Decisions.Economics;

/// <summary>What a customer brought by an ad bought, and cost.</summary>
/// <param name="Ad">The ad, or the customer whom it brought.</param>
/// <param name="Orders">Values of the orders, first one first; at least one.</param>
/// <param name="Cac">Cost of acquiring the customer; NaN when not known.</param>
public sealed record AdResult(string Ad, ImmutableArray<double> Orders, double Cac)
{
    /// <summary>Value of the first order, by which ads are often judged.</summary>
    public double FirstOrderValue => Orders[0];

    /// <summary>Value of all orders: the CLV of the stated period.</summary>
    public double Clv => Orders.Sum();

    /// <summary>CLV over cost; NaN when the cost is not known.</summary>
    public double ClvToCac => Clv / Cac;

    /// <summary>CLV less cost; NaN when the cost is not known.</summary>
    public double Profit => Clv - Cac;
}

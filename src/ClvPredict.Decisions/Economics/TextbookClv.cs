namespace ClvPredict.Decisions.Economics;

/// <summary>
/// The textbook formula: CLV = value of an order x orders a year x years with the shop x margin. It takes one rate for all customers
/// and knows no uncertainty; models are judged against it.
/// </summary>
public sealed record TextbookClv
{
    /// <summary>Value of an order, in money, at least 0.</summary>
    public required double OrderValue { get; init; }

    /// <summary>Orders a year, at least 0.</summary>
    public required double OrdersPerYear { get; init; }

    /// <summary>Years that a customer stays, at least 0.</summary>
    public required double Years { get; init; }

    /// <summary>Margin, 0 to 1; 1 gives revenue.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>Value of a customer over the years.</summary>
    public double Clv => OrderValue * OrdersPerYear * Years * Margin;

    /// <summary>Value a year.</summary>
    public double ClvPerYear => OrderValue * OrdersPerYear * Margin;

    /// <summary>Value a month.</summary>
    public double ClvPerMonth => ClvPerYear / 12;
}

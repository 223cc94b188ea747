namespace ClvPredict.Features;

/// <summary>One line of an order, as an application has it. What a model does not take is not looked at.</summary>
/// <param name="Time">When it was ordered, in the business's time zone, to the second; its date is the purchase day.</param>
/// <param name="Amount">Net amount in units of the currency, to 1/10,000; negative on returns.</param>
public readonly record struct OrderLine(DateTime Time, decimal Amount)
{
    /// <summary>Marks a return; a line with a negative amount or quantity is one without the mark.</summary>
    public bool IsReturn { get; init; }

    /// <summary>Id of the order; lines without are one order a day.</summary>
    public string? OrderId { get; init; }

    /// <summary>Id of the product; null where missing.</summary>
    public string? ProductId { get; init; }

    /// <summary>Category of the product; null where missing.</summary>
    public string? Category { get; init; }

    /// <summary>Sales or acquisition channel; null where missing.</summary>
    public string? Channel { get; init; }

    /// <summary>Marketing campaign; null where missing.</summary>
    public string? Campaign { get; init; }

    /// <summary>Country; null where missing.</summary>
    public string? Country { get; init; }

    /// <summary>Units, negative on returns; null where missing.</summary>
    public double? Quantity { get; init; }

    /// <summary>Discount already taken off the amount, not negative.</summary>
    public decimal Discount { get; init; }

    /// <summary>What the line cost the business, with the sign of the amount.</summary>
    public decimal Cost { get; init; }
}

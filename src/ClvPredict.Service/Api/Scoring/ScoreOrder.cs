namespace ClvPredict.Service.Api.Scoring;

/// <summary>One line of an order; what the model does not take is not looked at.</summary>
internal sealed class ScoreOrder
{
    /// <summary>Day or time of the order in the business's own time, such as 2024-11-03 or 2024-11-03T10:15:00; a time zone is not converted.</summary>
    public required DateTimeOffset OrderDate { get; set; }

    /// <summary>Net amount of the line, negative on returns. Without it: quantity x unit_price.</summary>
    public decimal? Amount { get; set; }

    /// <summary>Units, negative on returns.</summary>
    public double? Quantity { get; set; }

    /// <summary>Price of a unit.</summary>
    public decimal? UnitPrice { get; set; }

    /// <summary>Id of the order; lines without are one order a day.</summary>
    public string? OrderId { get; set; }

    /// <summary>Id of the product.</summary>
    public string? ProductId { get; set; }

    /// <summary>Category of the product.</summary>
    public string? Category { get; set; }

    /// <summary>Sales or acquisition channel.</summary>
    public string? Channel { get; set; }

    /// <summary>Marketing campaign.</summary>
    public string? Campaign { get; set; }

    /// <summary>Country.</summary>
    public string? Country { get; set; }

    /// <summary>Discount already taken off the amount, not negative.</summary>
    public decimal? Discount { get; set; }

    /// <summary>What the line cost the business, with the sign of the amount.</summary>
    public decimal? Cost { get; set; }

    /// <summary>Marks a return; a line with a negative amount or quantity is one without the mark.</summary>
    public bool? IsReturn { get; set; }
}

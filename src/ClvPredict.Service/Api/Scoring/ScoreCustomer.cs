namespace ClvPredict.Service.Api.Scoring;

/// <summary>A customer to score: with all order lines, or with the columns that the model's chain takes.</summary>
internal sealed class ScoreCustomer
{
    /// <summary>The customer's id; comes back with the score and goes nowhere else.</summary>
    public required string CustomerId { get; set; }

    /// <summary>On a line of a stream: the first day not observed. Default: that of the model.</summary>
    public DateOnly? AsOf { get; set; }

    /// <summary>All order lines of the customer, in any order.</summary>
    public ScoreOrder[]? Orders { get; set; }

    /// <summary>In place of orders: the columns that the model's chain takes, as `clv features --model` writes them; null or left out is missing.</summary>
    public Dictionary<string, float?>? Features { get; set; }
}

namespace ClvPredict.TestKit;

/// <summary>One order line of a test, in words; turned into columns by <see cref="TestOrders"/>.</summary>
public sealed record TestLine(string Customer, DateOnly Day, decimal Amount)
{
    public string Order { get; init; } = "";

    public string Product { get; init; } = "";

    public string Category { get; init; } = "";

    public string Channel { get; init; } = "";

    public string Country { get; init; } = "";

    public double Quantity { get; init; } = 1;

    public decimal Discount { get; init; }

    public decimal Cost { get; init; }

    public int Second { get; init; }

    public bool IsReturn => Amount < 0 || Quantity < 0;
}

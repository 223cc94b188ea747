using ClvPredict.Data;

namespace ClvPredict.Features;

/// <summary>Everything that is known of customers: their orders, and what else the business keeps.</summary>
/// <param name="Histories">The order lines.</param>
public sealed record CustomerData(CustomerHistories Histories)
{
    /// <summary>Attributes of the customers of <see cref="Histories"/>; null without.</summary>
    public CustomerAttributes? Attributes { get; init; }

    /// <summary>Events of the customers of <see cref="Histories"/>; null without.</summary>
    public CustomerEvents? Events { get; init; }

    /// <summary>Orders alone.</summary>
    public static implicit operator CustomerData(CustomerHistories histories) => new(histories);

    /// <summary>Orders alone.</summary>
    public static CustomerData FromCustomerHistories(CustomerHistories histories) => new(histories);
}

using ClvPredict.Data;
using ClvPredict.Features.Sampling;

namespace ClvPredict.Features;

/// <summary>Everything that is known of customers: their orders, and what else the business keeps.</summary>
/// <param name="Histories">The order lines.</param>
public sealed record CustomerData(CustomerHistories Histories)
{
    /// <summary>Attributes of the customers of <see cref="Histories"/>; null without.</summary>
    public CustomerAttributes? Attributes { get; init; }

    /// <summary>Events of the customers of <see cref="Histories"/>; null without.</summary>
    public CustomerEvents? Events { get; init; }

    /// <summary>All customers, where those of <see cref="Histories"/> are a sample; null where they are all.</summary>
    public CustomerPopulation? Population { get; init; }

    /// <summary>What somebody saw on a day: without the order lines that had not arrived before it.</summary>
    /// <exception cref="OrderDataException">Nothing had arrived before the day.</exception>
    public CustomerData SeenOn(DateOnly day, CancellationToken cancellationToken = default) =>
        this with
        {
            Histories = Histories.SeenOn(day, cancellationToken),
        };

    /// <summary>Orders alone.</summary>
    public static implicit operator CustomerData(CustomerHistories histories) => new(histories);

    /// <summary>Orders alone.</summary>
    public static CustomerData FromCustomerHistories(CustomerHistories histories) => new(histories);
}

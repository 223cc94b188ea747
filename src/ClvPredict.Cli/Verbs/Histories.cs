using ClvPredict.Data;
using ClvPredict.Features;

namespace ClvPredict.Cli.Verbs;

/// <summary>Orders, and what else is known of the customers, as every verb that computes from them needs them.</summary>
/// <param name="Log">The lines and what happened to them.</param>
/// <param name="Customers">The lines by customer.</param>
/// <param name="AsOf">The first day not observed.</param>
internal sealed record Histories(OrderLog Log, CustomerHistories Customers, DateOnly AsOf)
{
    /// <summary>The orders, with attributes and events of the customers where the command names them.</summary>
    public CustomerData Data { get; init; } = Customers;

    /// <summary>Groups the lines; without an as-of day, the day after the last line is taken.</summary>
    public static Histories Of(
        OrderLog log,
        DateOnly? asOf,
        Output output,
        CancellationToken cancellationToken
    )
    {
        var customers = CustomerHistories.Build(log.Orders, cancellationToken);
        var day = asOf ?? customers.LastDay.AddDays(1);
        if (day <= customers.FirstDay)
            throw new OrderDataException(
                $"The as-of day {day:yyyy-MM-dd} is not after the first order on {customers.FirstDay:yyyy-MM-dd}: there is nothing before it."
            );
        if (customers.CountLate(day) is > 0 and var late)
            output.Report(
                FormattableString.Invariant(
                    $"{late:N0} lines before {day:yyyy-MM-dd} had not arrived by then (ingested_at) and are not seen"
                )
            );
        return new Histories(log, customers, day);
    }
}

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
        RequireBefore(customers.FirstDay, day);
        ReportLate(customers.CountLate(day), day, output);
        return new Histories(log, customers, day);
    }

    /// <summary>Refuses an as-of day before which there is nothing.</summary>
    /// <exception cref="OrderDataException">It is.</exception>
    public static void RequireBefore(DateOnly firstDay, DateOnly asOf)
    {
        if (asOf <= firstDay)
            throw new OrderDataException(
                $"The as-of day {asOf:yyyy-MM-dd} is not after the first order on {firstDay:yyyy-MM-dd}: there is nothing before it."
            )
            {
                IsNobody = true,
            };
    }

    /// <summary>Says how many lines are not seen since they had not arrived.</summary>
    public static void ReportLate(long lines, DateOnly asOf, Output output)
    {
        if (lines > 0)
            output.Report(
                FormattableString.Invariant(
                    $"{lines:N0} lines before {asOf:yyyy-MM-dd} had not arrived by then (ingested_at) and are not seen"
                )
            );
    }
}

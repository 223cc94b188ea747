using System.Collections.Immutable;

namespace ClvPredict.Decisions.ThenAndNow;

/// <summary>
/// How predicted CLV has changed between two days or models, split exactly into number of customers, their mix, P(active),
/// orders, order value and margin: the additive log-mean Divisia index LMDI I (Ang, B. W., 2005, "The LMDI approach to
/// decomposition analysis: a practical guide", Energy Policy 33, eq. 4): effect of factor k in group g =
/// L(now, then) x ln(factor now / factor then), L(a, b) = (a - b) / ln(a / b). The effects of a group add up to its change.
/// </summary>
public sealed record ValueChange
{
    /// <summary>Day of the first snapshot.</summary>
    public required DateOnly Then { get; init; }

    /// <summary>Day of the second snapshot.</summary>
    public required DateOnly Now { get; init; }

    /// <summary>How far ahead both predict.</summary>
    public required string Horizon { get; init; }

    /// <summary>All customers together; the effects are the sums over the groups.</summary>
    public required GroupChange Total { get; init; }

    /// <summary>The groups, the largest change first.</summary>
    public required ImmutableArray<GroupChange> Groups { get; init; }

    /// <summary>Compares two snapshots with the same horizon.</summary>
    /// <exception cref="ArgumentException">The horizons differ, a margin is not positive, or nobody is there on either day.</exception>
    public static ValueChange Between(ValueSnapshot then, ValueSnapshot now)
    {
        ArgumentNullException.ThrowIfNull(then);
        ArgumentNullException.ThrowIfNull(now);
        if (then.Horizon != now.Horizon)
            throw new ArgumentException(
                $"Then {then.Horizon} ahead were predicted, now {now.Horizon}; values of different horizons cannot be compared."
            );
        if (!(then.Margin > 0 && now.Margin > 0))
            throw new ArgumentException(
                $"Margins must be above 0; they are {then.Margin} and {now.Margin}."
            );
        if (then.Customers.IsEmpty || now.Customers.IsEmpty)
            throw new ArgumentException("There must be customers on both days.");
        var (before, after) = (Totals(then), Totals(now));
        var groups = before
            .Keys.Union(after.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(group =>
            {
                var (a, b) = (before.GetValueOrDefault(group), after.GetValueOrDefault(group));
                return new GroupChange(group, a, b, Effects(then, now, a, b));
            })
            .ToArray();
        return new ValueChange
        {
            Then = then.AsOf,
            Now = now.AsOf,
            Horizon = now.Horizon,
            Total = new GroupChange(
                GroupingNames.Everyone,
                groups.Select(g => g.Then).Aggregate(Plus),
                groups.Select(g => g.Now).Aggregate(Plus),
                groups.Select(g => g.Effects).Aggregate(ValueEffects.Sum)
            ),
            Groups =
            [
                .. groups
                    .OrderByDescending(g => Math.Abs(g.Change))
                    .ThenBy(g => g.Group, StringComparer.Ordinal),
            ],
        };
    }

    private static ValueEffects Effects(
        ValueSnapshot then,
        ValueSnapshot now,
        GroupTotals before,
        GroupTotals after
    )
    {
        var f = LogMeanDivisia.Effects(
            before.PredictedClv,
            after.PredictedClv,
            before.Factors(then.Customers.Length, then.Margin),
            after.Factors(now.Customers.Length, now.Margin)
        );
        return new ValueEffects(f[0], f[1], f[2], f[3], f[4], f[5]);
    }

    private static Dictionary<string, GroupTotals> Totals(ValueSnapshot snapshot)
    {
        var totals = new Dictionary<string, GroupTotals>(StringComparer.Ordinal);
        foreach (var customer in snapshot.Customers)
            totals[customer.Group] = totals.GetValueOrDefault(customer.Group).Plus(customer);
        return totals;
    }

    private static GroupTotals Plus(GroupTotals a, GroupTotals b) =>
        new(
            a.Customers + b.Customers,
            a.ActiveCustomers + b.ActiveCustomers,
            a.ExpectedOrders + b.ExpectedOrders,
            a.PredictedClv + b.PredictedClv
        );
}

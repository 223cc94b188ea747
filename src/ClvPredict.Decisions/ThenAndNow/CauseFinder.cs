using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.ThenAndNow;

/// <summary>
/// Finds the causes of every customer's change by scoring four times, one thing changed at a time: as of then with the model of
/// then; as of now with the orders of then; as of now with all orders; as of now with the model of now.
/// </summary>
public static class CauseFinder
{
    /// <summary>The causes of each customer who is known then or now, in the order of the ids.</summary>
    /// <param name="data">All that is known now.</param>
    /// <param name="thenModel">The model of then.</param>
    /// <param name="then">The as-of day of then.</param>
    /// <param name="nowModel">The model of now; the same for none but the other causes.</param>
    /// <param name="now">The as-of day of now, not before then.</param>
    /// <param name="said">What was said then; null to take what the model of then says of today's data.</param>
    /// <param name="threads">Threads used; the result does not depend on it.</param>
    /// <param name="cancellationToken">Checked once a block of customers.</param>
    /// <exception cref="ArgumentException">The days are in the wrong order, or the models cannot be compared.</exception>
    public static ImmutableArray<CustomerCauses> Find(
        CustomerData data,
        CustomerScorer thenModel,
        DateOnly then,
        CustomerScorer nowModel,
        DateOnly now,
        ValueSnapshot? said = null,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(thenModel);
        ArgumentNullException.ThrowIfNull(nowModel);
        RequireComparable(thenModel, then, nowModel, now, said);
        var known = data with { Histories = data.Histories.Before(then, cancellationToken) };
        var recomputed = Values(thenModel, known, then, threads, cancellationToken);
        var aged = Values(thenModel, known, now, threads, cancellationToken);
        var ordered = Values(thenModel, data, now, threads, cancellationToken);
        var present = ReferenceEquals(thenModel, nowModel)
            ? ordered
            : Values(nowModel, data, now, threads, cancellationToken);

        var spoken = said?.Customers.ToDictionary(
            c => c.CustomerId,
            c => c.PredictedClv,
            StringComparer.Ordinal
        );
        var causes = ImmutableArray.CreateBuilder<CustomerCauses>();
        var ids = data.Histories.CustomerIds;
        for (var c = 0; c < ids.Length; c++)
        {
            var saidThen = recomputed[c] ?? 0;
            var wasSaid = recomputed[c] is not null;
            if (spoken is not null)
            {
                wasSaid |= spoken.Remove(ids[c], out var value);
                saidThen = value;
            }
            if (!wasSaid && present[c] is null)
                continue;
            causes.Add(
                new CustomerCauses(
                    ids[c],
                    new ValueCauses(
                        saidThen,
                        (recomputed[c] ?? 0) - saidThen,
                        (aged[c] ?? 0) - (recomputed[c] ?? 0),
                        wasSaid ? (ordered[c] ?? 0) - (aged[c] ?? 0) : 0,
                        wasSaid ? 0 : (ordered[c] ?? 0),
                        (present[c] ?? 0) - (ordered[c] ?? 0)
                    )
                )
            );
        }
        // Customers whose orders are gone altogether.
        foreach (var (id, value) in spoken ?? [])
            causes.Add(new CustomerCauses(id, new ValueCauses(value, -value, 0, 0, 0, 0)));
        causes.Sort((a, b) => string.CompareOrdinal(a.CustomerId, b.CustomerId));
        return causes.DrainToImmutable();
    }

    /// <summary>The causes of all customers together.</summary>
    public static ValueCauses Total(ImmutableArray<CustomerCauses> causes)
    {
        var total = default(ValueCauses);
        foreach (var customer in causes)
            total = total.Plus(customer.Causes);
        return total;
    }

    private static void RequireComparable(
        CustomerScorer thenModel,
        DateOnly then,
        CustomerScorer nowModel,
        DateOnly now,
        ValueSnapshot? said
    )
    {
        if (then > now)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Then ({then:yyyy-MM-dd}) must not be after now ({now:yyyy-MM-dd})."
                )
            );
        var (a, b) = (thenModel.Model.Manifest, nowModel.Model.Manifest);
        if ((a.Horizon, a.ValueBasis, a.Currency) != (b.Horizon, b.ValueBasis, b.Currency))
            throw new ArgumentException(
                $"The models cannot be compared: that of then predicts {a.ValueBasis} {a.Currency} over {a.Horizon}, that of now {b.ValueBasis} {b.Currency} over {b.Horizon}."
            );
        if (said is not null && (said.AsOf, said.Horizon) != (then, a.Horizon))
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The scores of then are as of {said.AsOf:yyyy-MM-dd} over {said.Horizon}; expected {then:yyyy-MM-dd} over {a.Horizon}."
                )
            );
    }

    // Predicted CLV by the customer's index; null for those without a line before the day.
    private static double?[] Values(
        CustomerScorer scorer,
        CustomerData data,
        DateOnly asOf,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var values = new double?[data.Histories.CustomerCount];
        var features = scorer.Model.Features(data, asOf, threads, cancellationToken);
        if (features.RowCount == 0)
            throw new OrderDataException(
                FormattableString.Invariant($"There is no order line before {asOf:yyyy-MM-dd}.")
            );
        var predictions = scorer.Model.Predict(
            scorer.Model.Inputs(features, threads, cancellationToken),
            threads,
            cancellationToken
        );
        for (var row = 0; row < predictions.RowCount; row++)
            values[features.Facts[row].Customer] = predictions.PredictedClv[row];
        return values;
    }
}

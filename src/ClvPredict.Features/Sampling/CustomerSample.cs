using System.Numerics;
using ClvPredict.Data;

namespace ClvPredict.Features.Sampling;

/// <summary>
/// Draws customers by a hash of their ids: the same share of each stratum of spend, so that every customer is as likely to be drawn as
/// any other and nothing needs a weight, while the sample has its share of the few who spend most. Who is drawn depends on the
/// customers, the seed and the number alone.
/// </summary>
public sealed class CustomerSample
{
    // Strata are powers of two of the spend in minor units, from none on.
    private const int StrataCount = 65;

    private readonly OrderParts _parts;
    private readonly int _threads;
    private readonly DateOnly _asOf;
    private readonly ValueBasis _basis;
    private readonly ulong _seed;
    private readonly HashReservoir[] _strata;
    private readonly Lock _gate = new();
    private (int Day, ulong Hash) _earliest = (int.MaxValue, ulong.MaxValue);
    private long _lines;
    private long _late;
    private CostSummary? _costs;

    private CustomerSample(
        OrderParts parts,
        DateOnly asOf,
        ValueBasis basis,
        int customers,
        ulong seed,
        int threads
    )
    {
        (_parts, _asOf, _basis, _seed, _threads) = (parts, asOf, basis, seed, threads);
        _strata = Reservoirs(customers);
    }

    /// <summary>Draws customers who were known on a day, with all their lines.</summary>
    /// <param name="parts">The orders; they must stay open for as long as the sample is used.</param>
    /// <param name="asOf">The first day that is not observed.</param>
    /// <param name="customers">How many, at least 1; all where there are no more.</param>
    /// <param name="basis">What a purchase is worth.</param>
    /// <param name="seed">Another seed, other customers.</param>
    /// <param name="threads">Threads used; the result does not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The sample, which knows its population; all customers and no population where there are no more than asked for.</returns>
    /// <exception cref="OrderDataException">There is no line before the day.</exception>
    /// <exception cref="IOException">The disk fails.</exception>
    public static CustomerData Draw(
        OrderParts parts,
        DateOnly asOf,
        int customers,
        ValueBasis basis = ValueBasis.Money,
        ulong seed = 0,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfLessThan(customers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return new CustomerSample(parts, asOf, basis, customers, seed, threads).Draw(
            customers,
            cancellationToken
        );
    }

    private CustomerData Draw(int customers, CancellationToken cancellationToken)
    {
        _parts.ForEach(
            _threads,
            histories => Count(histories, cancellationToken),
            cancellationToken
        );
        var known = _strata.Sum(stratum => (long)stratum.Given);
        if (known == 0)
            throw new OrderDataException(
                $"There is no order line before {_asOf:yyyy-MM-dd}: there is nobody to learn from."
            )
            {
                IsNobody = true,
            };
        var isSample = known > customers;
        var shares = isSample
            ? Shares(customers, known)
            : Array.ConvertAll(_strata, stratum => stratum.Given);
        var selection = new OrderSelection();
        var limits = new ulong?[StrataCount];
        for (var stratum = 0; stratum < StrataCount; stratum++)
        {
            if (shares[stratum] > 0)
                limits[stratum] = _strata[stratum].Greatest(shares[stratum]);
        }
        var drawn = new int[StrataCount];
        _parts.ForEach(
            _threads,
            histories => Select(histories, limits, selection, drawn, cancellationToken),
            cancellationToken
        );
        var sample = new CustomerData(selection.ToHistories(cancellationToken));
        if (!isSample)
            return sample;
        var summary = new SampleSummary(
            checked((int)known),
            _lines,
            drawn.Sum(),
            [
                .. Enumerable
                    .Range(0, StrataCount)
                    .Where(stratum => _strata[stratum].Given > 0)
                    .Select(stratum => new SampleStratum(
                        SpendFrom(stratum),
                        _strata[stratum].Given,
                        drawn[stratum]
                    )),
            ]
        );
        return sample with { Population = new CustomerPopulation(_parts, summary, _costs, _late) };
    }

    private void Count(CustomerHistories histories, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref _late, histories.CountLate(_asOf));
        if (!histories.IsSeenOn(_asOf))
            return;
        var seen = histories.SeenOn(_asOf, cancellationToken);
        var own = Reservoirs(_strata[0].Room);
        var earliest = (Day: int.MaxValue, Hash: ulong.MaxValue);
        Read(
            seen,
            (customer, stratum, hash) =>
            {
                own[stratum].Add(hash);
                var first = (seen.Lines.Day[seen.Offsets[customer]], hash);
                if (first.CompareTo(earliest) < 0)
                    earliest = first;
            },
            cancellationToken
        );
        var lines = 0L;
        foreach (var day in seen.Lines.Day)
            lines += day < _asOf.DayNumber ? 1 : 0;
        var costs = CostSummary.Of(seen.Lines, _asOf);
        lock (_gate)
        {
            for (var stratum = 0; stratum < StrataCount; stratum++)
                _strata[stratum].Add(own[stratum]);
            if (earliest.CompareTo(_earliest) < 0)
                _earliest = earliest;
            _lines += lines;
            if (costs is not null)
                _costs = new CostSummary(
                    checked((_costs?.NetMinor ?? 0) + costs.NetMinor),
                    checked((_costs?.CostMinor ?? 0) + costs.CostMinor)
                );
        }
    }

    private void Select(
        CustomerHistories histories,
        ulong?[] limits,
        OrderSelection selection,
        int[] drawn,
        CancellationToken cancellationToken
    )
    {
        if (!histories.IsSeenOn(_asOf))
            return;
        var chosen = new List<int>();
        var counts = new int[StrataCount];
        Read(
            histories.SeenOn(_asOf, cancellationToken),
            (customer, stratum, hash) =>
            {
                // The customer who was first brings the day on which the history begins.
                if (!(hash <= limits[stratum]) && hash != _earliest.Hash)
                    return;
                chosen.Add(customer);
                counts[stratum]++;
            },
            cancellationToken
        );
        lock (_gate)
        {
            // Late lines are kept: they are left out where it matters whether they had arrived.
            selection.Add(histories, chosen);
            for (var stratum = 0; stratum < StrataCount; stratum++)
                drawn[stratum] += counts[stratum];
        }
    }

    // Customers keep their numbers when late lines are left out.
    private void Read(
        CustomerHistories seen,
        Action<int, int, ulong> visit,
        CancellationToken cancellationToken
    ) =>
        CustomerFactsReader.Read(
            seen,
            [_asOf],
            _basis,
            (_, facts) =>
                visit(facts.Customer, StratumOf(facts), Hash(seen.CustomerIds[facts.Customer])),
            cancellationToken
        );

    private static HashReservoir[] Reservoirs(int room) =>
        [.. Enumerable.Range(0, StrataCount).Select(_ => new HashReservoir(room))];

    private static int StratumOf(CustomerFacts facts) =>
        facts.GrossMinor <= 0 ? 0 : 64 - BitOperations.LeadingZeroCount((ulong)facts.GrossMinor);

    private static double SpendFrom(int stratum) =>
        stratum == 0 ? 0 : Money.ToUnits(1L << (stratum - 1));

    // Systematic sampling from a random start: of each stratum its share of the sample, rounded up as often as the fraction
    // says, so that also the few of a small one are drawn as often as anybody.
    private int[] Shares(int customers, long known)
    {
        var shares = new int[StrataCount];
        var start = (long)(Mix(_seed) % (ulong)known);
        var (seen, drawn) = (0L, 0L);
        for (var stratum = 0; stratum < StrataCount; stratum++)
        {
            seen += _strata[stratum].Given;
            var end = ((customers * seen) + start) / known;
            shares[stratum] = (int)(end - drawn);
            drawn = end;
        }
        return shares;
    }

    private ulong Hash(string customerId)
    {
        var hash = Mix(_seed + 1);
        foreach (var letter in customerId)
            hash = Mix(hash ^ letter);
        return hash;
    }

    // The finalizer of SplitMix64 (Steele, Lea and Flood 2014).
    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}

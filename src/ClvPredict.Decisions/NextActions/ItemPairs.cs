using System.Collections.Immutable;
using ClvPredict.Decisions.Statistics;

namespace ClvPredict.Decisions.NextActions;

/// <summary>Counts how often two items lie in one basket, and finds the pairs beyond chance.</summary>
internal sealed class ItemPairs
{
    private readonly PairOptions _options;
    private readonly int[] _placeOf;
    private readonly int[] _items;
    private readonly int[] _together;
    private int _baskets;

    /// <summary>Nothing counted yet.</summary>
    /// <param name="basketsOfItem">Per item: baskets it will be found in.</param>
    /// <param name="options">The limits.</param>
    public ItemPairs(ReadOnlySpan<int> basketsOfItem, PairOptions options)
    {
        _options = options;
        var counts = basketsOfItem.ToArray();
        _items =
        [
            .. Enumerable
                .Range(0, counts.Length)
                .Where(i => counts[i] >= options.MinTogether)
                .OrderByDescending(i => counts[i])
                .ThenBy(i => i)
                .Take(options.MaxItems)
                .Order(),
        ];
        _placeOf = new int[counts.Length];
        Array.Fill(_placeOf, -1);
        for (var place = 0; place < _items.Length; place++)
            _placeOf[_items[place]] = place;
        // The diagonal counts the item itself.
        _together = new int[_items.Length * _items.Length];
    }

    /// <summary>Counts a basket.</summary>
    /// <param name="items">The different items in it, each once.</param>
    public void Add(ReadOnlySpan<int> items)
    {
        _baskets++;
        foreach (var a in items)
        {
            var row = _placeOf[a] * _items.Length;
            if (row < 0)
                continue;
            foreach (var b in items)
            {
                if (_placeOf[b] >= 0)
                    _together[row + _placeOf[b]]++;
            }
        }
    }

    /// <summary>Pairs beyond chance and within the limits, from each item the strongest first.</summary>
    /// <param name="names">Names of the items.</param>
    /// <param name="isWanted">Whether a pair may be suggested, by the items' numbers.</param>
    public ImmutableArray<(int From, int To, ProductPair Pair)> Find(
        ImmutableArray<string> names,
        Func<int, int, bool> isWanted
    )
    {
        var (n, tests) = (_items.Length, 0L);
        var found = new List<(int From, int To, int Count)>();
        for (var a = 0; a < n; a++)
        {
            for (var b = 0; b < n; b++)
            {
                if (a == b || !isWanted(_items[a], _items[b]))
                    continue;
                tests++;
                var count = _together[(a * n) + b];
                var (ofA, ofB) = (_together[(a * n) + a], _together[(b * n) + b]);
                if (
                    count >= _options.MinTogether
                    && count >= _options.MinConfidence * ofA
                    && (double)count * _baskets >= _options.MinLift * ofA * ofB
                )
                    found.Add((a, b, count));
            }
        }
        double[] pValues =
        [
            .. found.Select(f =>
                FisherExact.UpperTail(
                    f.Count,
                    _together[(f.From * n) + f.From],
                    _together[(f.To * n) + f.To],
                    _baskets
                )
            ),
        ];
        var qValues = FalseDiscovery.Correct(pValues, tests);
        return
        [
            .. found
                .Select((f, i) => (f.From, f.To, Pair: Describe(f, names, pValues[i], qValues[i])))
                .Where(f => f.Pair.QValue <= _options.MaxQ)
                .OrderBy(f => f.From)
                .ThenByDescending(f => f.Pair.Excess)
                .ThenBy(f => f.To)
                .Select(f => (_items[f.From], _items[f.To], f.Pair)),
        ];
    }

    private ProductPair Describe(
        (int From, int To, int Count) f,
        ImmutableArray<string> names,
        double pValue,
        double qValue
    )
    {
        double ofA = _together[(f.From * _items.Length) + f.From];
        double ofB = _together[(f.To * _items.Length) + f.To];
        return new ProductPair(
            names[_items[f.From]],
            names[_items[f.To]],
            f.Count,
            (double)f.Count / _baskets,
            f.Count / ofA,
            f.Count / ofA / (ofB / _baskets),
            pValue,
            qValue
        );
    }
}

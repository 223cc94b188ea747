using System.Collections.Immutable;
using ClvPredict.Data;

namespace ClvPredict.Decisions.NextActions;

/// <summary>
/// What to suggest to whom: products (categories, where the orders name no products) that are bought together with what a
/// customer has bought, and dearer products of the same category that the same customers buy.
/// </summary>
internal sealed class Suggestions
{
    private readonly CustomerHistories _histories;
    private readonly LineColumn<int> _codes;
    private readonly ImmutableArray<string> _names;
    private readonly int _before;
    private readonly double[] _prices;
    private readonly ILookup<int, (int From, int To, ProductPair Pair)> _crossSell;
    private readonly ILookup<int, (int From, int To, ProductPair Pair)> _upSell;

    /// <summary>Counts baskets and customers before the as-of day.</summary>
    public Suggestions(CustomerHistories histories, DateOnly asOf, ActionOptions options)
    {
        _histories = histories;
        _before = asOf.DayNumber;
        var lines = histories.Lines;
        (_codes, _names) = lines.Product.IsEmpty
            ? (lines.Category, lines.Categories)
            : (lines.Product, lines.Products);
        if (_codes.IsEmpty)
        {
            _prices = [];
            _crossSell = _upSell = Array.Empty<(int, int, ProductPair)>().ToLookup(p => p.Item1);
            return;
        }
        _prices = MedianPrices();
        var categories = lines.Product.IsEmpty ? null : CategoryOfProduct();
        var baskets = Count(customersAreBaskets: false, options.Pairs);
        Pairs = [.. baskets.Find(_names, (_, _) => true)];
        _crossSell = Pairs.ToLookup(p => p.From);
        UpSellPairs = categories is null
            ? []
            :
            [
                .. Count(customersAreBaskets: true, options.Pairs)
                    .Find(
                        _names,
                        (a, b) =>
                            categories[a] >= 0
                            && categories[a] == categories[b]
                            && _prices[b] >= options.UpSellPrice * _prices[a]
                    ),
            ];
        _upSell = UpSellPairs.ToLookup(p => p.From);
    }

    /// <summary>Bought together in one order, beyond chance.</summary>
    public ImmutableArray<(int From, int To, ProductPair Pair)> Pairs { get; } = [];

    /// <summary>A product and a dearer one of the same category, bought by the same customers beyond chance.</summary>
    public ImmutableArray<(int From, int To, ProductPair Pair)> UpSellPairs { get; } = [];

    /// <summary>Median price of an item's unit, or line where the orders have no quantities; NaN without.</summary>
    public double PriceOf(int item) => _prices[item];

    /// <summary>The strongest pair from what a customer bought last to something never bought; null without.</summary>
    public (int From, int To, ProductPair Pair)? CrossSell(int customer) =>
        Best(customer, _crossSell);

    /// <summary>The same to something dearer of the same category.</summary>
    public (int From, int To, ProductPair Pair)? UpSell(int customer) => Best(customer, _upSell);

    private (int From, int To, ProductPair Pair)? Best(
        int customer,
        ILookup<int, (int From, int To, ProductPair Pair)> pairs
    )
    {
        var bought = new HashSet<int>();
        var last = new SortedSet<int>();
        var lastDay = -1;
        for (var line = _histories.Offsets[customer]; line < End(customer); line++)
        {
            if (_histories.Lines.IsReturn[line] || _codes.IsEmpty || _codes[line] < 0)
                continue;
            bought.Add(_codes[line]);
            if (_histories.Lines.Day[line] != lastDay)
                last.Clear();
            lastDay = _histories.Lines.Day[line];
            last.Add(_codes[line]);
        }
        (int From, int To, ProductPair Pair)? best = null;
        foreach (var item in last)
        {
            foreach (var pair in pairs[item])
            {
                if (
                    !bought.Contains(pair.To)
                    && (best is null || pair.Pair.Excess > best.Value.Pair.Excess)
                )
                    best = pair;
            }
        }
        return best;
    }

    private ItemPairs Count(bool customersAreBaskets, PairOptions options)
    {
        var counts = new int[_names.Length];
        ForEachBasket(
            customersAreBaskets,
            items =>
            {
                foreach (var item in items)
                    counts[item]++;
            }
        );
        var pairs = new ItemPairs(counts, options);
        ForEachBasket(customersAreBaskets, pairs.Add);
        return pairs;
    }

    private delegate void Basket(ReadOnlySpan<int> items);

    // The different items of each purchase day of a customer, or of all of them.
    private void ForEachBasket(bool customersAreBaskets, Basket see)
    {
        var items = new List<int>();
        var marked = new int[_names.Length];
        var mark = 0;
        for (var customer = 0; customer < _histories.CustomerCount; customer++)
        {
            var day = -1;
            mark++;
            for (var line = _histories.Offsets[customer]; line < End(customer); line++)
            {
                if (_histories.Lines.Day[line] is var today && today != day && !customersAreBaskets)
                {
                    Close();
                    mark++;
                    day = today;
                }
                if (
                    _histories.Lines.IsReturn[line]
                    || _codes[line] < 0
                    || marked[_codes[line]] == mark
                )
                    continue;
                marked[_codes[line]] = mark;
                items.Add(_codes[line]);
            }
            Close();
        }

        void Close()
        {
            if (items.Count > 0)
                see(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items));
            items.Clear();
        }
    }

    private int End(int customer)
    {
        var end = _histories.Offsets[customer + 1];
        while (end > _histories.Offsets[customer] && _histories.Lines.Day[end - 1] >= _before)
            end--;
        return end;
    }

    private double[] MedianPrices()
    {
        var lines = _histories.Lines;
        var prices = new List<double>?[_names.Length];
        for (var line = 0; line < lines.LineCount; line++)
        {
            if (lines.IsReturn[line] || _codes[line] < 0 || lines.Day[line] >= _before)
                continue;
            var quantity = lines.Quantity.IsEmpty ? 1 : lines.Quantity[line];
            if (double.IsNaN(quantity) || quantity <= 0 || lines.AmountMinor[line] <= 0)
                continue;
            (prices[_codes[line]] ??= []).Add(Money.ToUnits(lines.AmountMinor[line]) / quantity);
        }
        return Array.ConvertAll(
            prices,
            list =>
            {
                if (list is null)
                    return double.NaN;
                list.Sort();
                return list[list.Count / 2];
            }
        );
    }

    // The category of a product's first line that has one.
    private int[]? CategoryOfProduct()
    {
        var lines = _histories.Lines;
        if (lines.Category.IsEmpty)
            return null;
        var categories = new int[_names.Length];
        Array.Fill(categories, -1);
        for (var line = 0; line < lines.LineCount; line++)
        {
            if (_codes[line] >= 0 && lines.Category[line] >= 0 && categories[_codes[line]] < 0)
                categories[_codes[line]] = lines.Category[line];
        }
        return categories;
    }
}

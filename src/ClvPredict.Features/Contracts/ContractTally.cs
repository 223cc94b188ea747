using System.Collections.Immutable;
using ClvPredict.Data;

namespace ClvPredict.Features.Contracts;

/// <summary>
/// What a contract is decided by, counted over customers, all at once or table by table: only sums and the least day count, so
/// neither how customers are spread over tables nor the order of the tables matters. Safe to use from many threads.
/// </summary>
/// <param name="asOf">The first day that is not looked at.</param>
internal sealed class ContractTally(DateOnly asOf)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<string, int>> _firstOrder = new(
        StringComparer.Ordinal
    );
    private ImmutableArray<string> _orderColumns;
    private DateOnly _logStart = DateOnly.MaxValue;

    /// <summary>Counts customers.</summary>
    /// <param name="seen">All lines of theirs that had arrived before the day, and perhaps later ones.</param>
    public void Add(CustomerHistories seen)
    {
        var texts = OrderTexts.Of(seen.Lines);
        var counts = texts.Select(t => t.CustomersPerText(seen, asOf.DayNumber)).ToArray();
        lock (_gate)
        {
            // All tables of one reading have the same columns.
            _orderColumns = ContractLearner.OrderColumns(seen.Lines);
            _logStart = seen.FirstDay < _logStart ? seen.FirstDay : _logStart;
            for (var column = 0; column < counts.Length; column++)
                Add(texts[column], counts[column]);
        }
    }

    /// <summary>The contract, without attributes and events.</summary>
    /// <exception cref="OrderDataException">Nobody was counted.</exception>
    public FeatureContract ToContract() =>
        _orderColumns.IsDefault
            ? throw Nobody(asOf)
            : new FeatureContract
            {
                LogStart = _logStart,
                OrderColumns = _orderColumns,
                FirstOrder =
                [
                    .. OrderTexts
                        .Names.Select(name =>
                            _firstOrder.TryGetValue(name, out var customers)
                                ? CategoryFeature.Learn(
                                    name,
                                    customers.Select(pair => (pair.Key, pair.Value))
                                )
                                : null
                        )
                        .OfType<CategoryFeature>(),
                ],
                Attributes = null,
                Events = null,
            };

    /// <summary>The fault of orders that nobody is seen in before a day.</summary>
    public static OrderDataException Nobody(DateOnly day) =>
        new($"Nothing is known of any customer before {day:yyyy-MM-dd}.") { IsNobody = true };

    private void Add(OrderTexts texts, int[] customers)
    {
        if (!_firstOrder.TryGetValue(texts.Name, out var sums))
            _firstOrder[texts.Name] = sums = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var text = 0; text < customers.Length; text++)
        {
            if (customers[text] > 0)
                sums[texts.Texts[text]] =
                    sums.GetValueOrDefault(texts.Texts[text]) + customers[text];
        }
    }
}

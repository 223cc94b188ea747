using ClvPredict.Data;
using ClvPredict.Decisions.Purchases;

namespace ClvPredict.Decisions.NextActions;

/// <summary>The gaps between the days on which customers bought the same product again, learnt as those between orders.</summary>
internal sealed class ProductRhythm
{
    private readonly CustomerHistories _histories;
    private readonly DateOnly _asOf;
    private readonly int _minBuys;
    private readonly GapModel? _model;

    /// <summary>Learns the gaps of all customers and products.</summary>
    public ProductRhythm(
        CustomerHistories histories,
        DateOnly asOf,
        int minBuys,
        CancellationToken cancellationToken
    )
    {
        (_histories, _asOf, _minBuys) = (histories, asOf, minBuys);
        if (histories.Lines.Product.IsEmpty)
            return;
        var gaps = new List<GapStatistics>();
        for (var customer = 0; customer < histories.CustomerCount; customer++)
        {
            foreach (var (_, days) in ProductDays.Of(_histories, customer, _asOf))
            {
                if (days.Count > 1)
                    gaps.Add(Statistics(days));
            }
        }
        _model = GapModel.Fit(gaps, cancellationToken);
    }

    /// <summary>The product that is due first among those that a customer has bought often enough and whose silence is not
    /// longer than a share of the gaps to be expected; null without.</summary>
    public Refill? Next(int customer, double coverage, double passedShare)
    {
        if (_model is null)
            return null;
        Refill? next = null;
        foreach (var (product, days) in ProductDays.Of(_histories, customer, _asOf))
        {
            if (days.Count < _minBuys)
                continue;
            var window = _model.Next(Statistics(days), _asOf.DayNumber - days[^1], coverage);
            if (window.PassedShare > passedShare)
                continue;
            if (
                next is not { } first
                || days[^1] + window.UsualDays < first.LastDay + first.Window.UsualDays
            )
                next = new Refill(product, days.Count, days[^1], window);
        }
        return next;
    }

    private static GapStatistics Statistics(List<int> days) =>
        GapStatistics.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(days));
}

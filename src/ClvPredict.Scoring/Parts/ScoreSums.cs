using ClvPredict.Data;
using ClvPredict.Models.Package;
using ClvPredict.Scoring.Targeting;

namespace ClvPredict.Scoring.Parts;

/// <summary>Adds up scores in the order of the ids.</summary>
/// <param name="model">The model, for ranges; null where it is not at hand.</param>
/// <param name="listed">Customers whose total is asked for; null for none.</param>
internal sealed class ScoreSums(ClvModel? model, IReadOnlyList<string>? listed)
{
    private readonly RunningTotal? _everyone = model?.StartTotal();
    private readonly RunningTotal? _list = listed is null ? null : model?.StartTotal();
    private readonly HashSet<string>? _wanted = listed?.ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private int _customers;
    private double _clv;
    private double _orders;
    private double _churners;

    public void Add(OwnScore score)
    {
        _customers++;
        _clv += score.PredictedClv;
        _orders += score.ExpectedOrders;
        _churners += score.ChurnProbability;
        _everyone?.Add(score.PurchaseDays, score.PredictedClv, score.ChurnProbability);
        if (_wanted?.Contains(score.CustomerId) != true)
            return;
        _found.Add(score.CustomerId);
        _list?.Add(score.PurchaseDays, score.PredictedClv, score.ChurnProbability);
    }

    /// <summary>The totals.</summary>
    /// <exception cref="OrderDataException">A customer asked for was not added.</exception>
    public ScoreTotals Totals(ScoreHead head, ContactList contacts)
    {
        if (listed?.FirstOrDefault(id => !_found.Contains(id)) is { } absent)
            throw new OrderDataException(
                $"The list names \"{(absent.Length > 80 ? absent[..80] : absent)}\", which is not among the {_customers} customers scored."
            );
        var byRank = new int[contacts.Ranks.Count(rank => rank > 0)];
        for (var row = 0; row < contacts.Ranks.Length; row++)
        {
            if (contacts.Ranks[row] > 0)
                byRank[contacts.Ranks[row] - 1] = row;
        }
        var profit = 0.0;
        foreach (var row in byRank)
            profit += contacts.Of(row).Profit;
        return new ScoreTotals
        {
            AsOf = head.AsOf,
            Horizon = head.Horizon,
            Customers = _customers,
            PredictedClv = _clv,
            Everyone = _everyone?.Range(),
            ExpectedOrders = _orders,
            ExpectedChurners = _churners,
            Targets = byRank.Length,
            TargetsExpectedProfit = profit,
            List = _list?.Range(),
        };
    }
}

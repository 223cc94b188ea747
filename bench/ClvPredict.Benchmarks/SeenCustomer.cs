using ClvPredict.Data;
using ClvPredict.Training.Simulation;

namespace ClvPredict.Benchmarks;

/// <summary>What a simulated log shows of one customer before a cutoff, one order a day.</summary>
internal sealed record SeenCustomer
{
    private readonly List<int> _days = [];
    private readonly List<double> _amounts = [];
    private readonly List<int> _lines = [];
    private readonly List<bool> _returned = [];
    private readonly List<int> _channels = [];
    private readonly int[] _categories = new int[ShopCatalogue.Categories.Length];
    private int _returnedLines;

    private SeenCustomer() { }

    /// <summary>Days with an order, ascending.</summary>
    public IReadOnlyList<int> Days => _days;

    public int FirstDay => _days[0];

    public int LastDay => _days[^1];

    public static SeenCustomer Read(CustomerHistories histories, int customer, int cutoff)
    {
        var lines = histories.Lines;
        var seen = new SeenCustomer();
        var orderAt = new Dictionary<int, int>();
        for (var i = histories.Offsets[customer]; i < histories.Offsets[customer + 1]; i++)
        {
            if (lines.Day[i] >= cutoff)
                continue;
            if (lines.IsReturn[i])
            {
                seen._returnedLines++;
                if (orderAt.TryGetValue(lines.Order[i], out var order))
                    seen._returned[order] = true;
                continue;
            }
            if (!orderAt.TryGetValue(lines.Order[i], out var at))
            {
                at = seen._days.Count;
                orderAt.Add(lines.Order[i], at);
                seen._days.Add(lines.Day[i]);
                seen._amounts.Add(0);
                seen._lines.Add(0);
                seen._returned.Add(false);
                var channel = lines.Channels[lines.Channel[i]];
                seen._channels.Add(IndexOf(ShopCatalogue.Channels.Select(c => c.Name), channel));
            }
            seen._amounts[at] += Money.ToUnits(lines.AmountMinor[i]);
            seen._lines[at]++;
            var category = lines.Categories[lines.Category[i]];
            seen._categories[IndexOf(ShopCatalogue.Categories.Select(c => c.Name), category)]++;
        }
        return seen;
    }

    /// <summary>Log P(the orders' channels and that this is the preferred one), up to a constant.</summary>
    public double[] LogChannels(SimulationOptions options)
    {
        var logs = new double[ShopCatalogue.Channels.Length];
        for (var preferred = 0; preferred < logs.Length; preferred++)
        {
            logs[preferred] = Math.Log(ShopCatalogue.ChannelShares[preferred]);
            foreach (var channel in _channels)
                logs[preferred] += Math.Log(
                    (channel == preferred ? options.ChannelLoyalty : 0)
                        + ((1 - options.ChannelLoyalty) * ShopCatalogue.ChannelShares[channel])
                );
        }
        return logs;
    }

    /// <summary>Posterior mean of the customer's mean order value, in money.</summary>
    public double ExpectedOrderValue(SimulationOptions options)
    {
        var (level, weight) = (0.0, options.PreferenceConcentration + _categories.Sum());
        for (var k = 0; k < _categories.Length; k++)
        {
            var category = ShopCatalogue.Categories[k];
            level +=
                ((options.PreferenceConcentration * category.Share) + _categories[k])
                / weight
                * category.PriceLevel;
        }
        var (p, q, v) = (options.OrderValueShape, options.SpendShape, options.SpendScale);
        return p * level * (v + (_amounts.Sum() / level)) / (q + (p * _amounts.Count) - 1);
    }

    /// <summary>Posterior mean of the probability that a line is returned; lines count as far as their return would have shown.</summary>
    public double ReturnPropensity(SimulationOptions options, int cutoff)
    {
        var exposed = 0.0;
        for (var i = 0; i < _days.Count; i++)
            exposed += _lines[i] * ReturnDelay.ProbabilityBelow(cutoff - _days[i]);
        return ((options.HabitConcentration * options.MeanReturnPropensity) + _returnedLines)
            / (options.HabitConcentration + Math.Max(exposed, _returnedLines));
    }

    /// <summary>Expected returns of earlier orders in the holdout, by the formula of docs/simulator.md.</summary>
    public double EarlierReturns(double propensity, int cutoff, int horizonDays)
    {
        var sum = 0.0;
        for (var i = 0; i < _days.Count; i++)
        {
            if (_returned[i])
                continue;
            var byNow = ReturnDelay.ProbabilityBelow(cutoff - _days[i]);
            var byEnd = ReturnDelay.ProbabilityBelow(cutoff + horizonDays - _days[i]);
            var none = Math.Pow(1 - propensity, _lines[i]);
            sum += _amounts[i] * propensity * (byEnd - byNow) / (1 - ((1 - none) * byNow));
        }
        return sum;
    }

    private static int IndexOf(IEnumerable<string> names, string name) =>
        names.TakeWhile(n => !string.Equals(n, name, StringComparison.Ordinal)).Count();
}

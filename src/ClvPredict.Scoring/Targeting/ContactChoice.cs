namespace ClvPredict.Scoring.Targeting;

/// <summary>
/// Chooses at most one campaign a customer so that the sum of profits is largest under a budget and a cap on the contacts of each
/// campaign: a multiple-choice knapsack (Sinha and Zoltners 1979). A price on money and one on each campaign's contacts turn
/// it into one independent choice a customer (Lagrange multipliers; Fisher 1981); the price of money is found by bisection, those of
/// contacts by an ascending auction (Demange, Gale and Sotomayor 1986). Any prices bound the best profit from above.
/// <para>Without caps the customers on whom the choices at the last two prices of money differ are tied in profit by cost; they are
/// moved one at a time while the budget lasts, so the list falls short of the best one by less than what one customer brings.</para>
/// </summary>
internal sealed class ContactChoice
{
    private const int Bisections = 100;
    private const double NearPrices = 1e-6;
    private const int AuctionRounds = 200;
    private const double LargestPrice = 1e300;

    private readonly int[] _rows;
    private readonly int _customers;
    private readonly double[][] _profits;
    private readonly double[][] _costs;
    private readonly int[] _caps;
    private readonly double _budget;
    private readonly int _count;
    private readonly double[] _bids;

    /// <summary>The problem.</summary>
    /// <param name="profits">By campaign and customer; negative infinity where the customer may not get the campaign.</param>
    /// <param name="costs">By campaign and customer, at least 0.</param>
    /// <param name="caps">Most contacts by campaign.</param>
    /// <param name="budget">Most that the chosen may cost together.</param>
    public ContactChoice(double[][] profits, double[][] costs, int[] caps, double budget)
    {
        // Who pays nowhere is on no list.
        _customers = profits[0].Length;
        _rows =
        [
            .. Enumerable.Range(0, _customers).Where(i => Array.Exists(profits, p => p[i] > 0)),
        ];
        _profits = Array.ConvertAll(profits, p => Array.ConvertAll(_rows, i => p[i]));
        _costs = Array.ConvertAll(costs, c => Array.ConvertAll(_rows, i => c[i]));
        _caps = caps;
        _budget = budget;
        _count = _rows.Length;
        _bids = caps.Any(cap => cap < _count) ? new double[_count] : [];
    }

    /// <summary>A sum of profits that no allowed choice exceeds.</summary>
    public double UpperBound { get; private set; } = double.PositiveInfinity;

    /// <summary>The campaign of each customer, or -1.</summary>
    public int[] Solve()
    {
        var chosen = At(0);
        if (Cost(chosen) > _budget)
        {
            var (low, high) = (0.0, LargestReturn());
            var (rich, poor) = (chosen, At(high));
            for (var i = 0; i < Bisections && low < high; i++)
            {
                var middle = 0.5 * (low + high);
                if (middle <= low || middle >= high || IsSettled(low, high, rich, poor))
                    break;
                var candidate = At(middle);
                if (Cost(candidate) > _budget)
                    (low, rich) = (middle, candidate);
                else
                    (high, poor) = (middle, candidate);
            }
            chosen = poor;
            MoveTied(chosen, rich);
        }
        Fill(chosen);
        var campaigns = new int[_customers];
        Array.Fill(campaigns, -1);
        for (var i = 0; i < _count; i++)
            campaigns[_rows[i]] = chosen[i];
        return campaigns;
    }

    // Closer prices would only move the one customer on whom the choices differ.
    private static bool IsSettled(double low, double high, int[] rich, int[] poor)
    {
        if (high - low > NearPrices * high)
            return false;
        var differing = 0;
        for (var i = 0; i < rich.Length && differing < 2; i++)
            differing += rich[i] != poor[i] ? 1 : 0;
        return differing < 2;
    }

    // Every customer's best campaign when a unit of money costs `price`.
    private int[] At(double price)
    {
        var contacts = ContactPrices(price);
        var chosen = new int[_count];
        var bound = _budget * price;
        if (price == 0)
            bound = 0;
        for (var k = 0; k < contacts.Length; k++)
            bound += contacts[k] > 0 ? contacts[k] * _caps[k] : 0;
        for (var i = 0; i < _count; i++)
        {
            var (best, campaign) = (0.0, -1);
            for (var k = 0; k < contacts.Length; k++)
            {
                var value = Value(k, i, price) - contacts[k];
                if (value > best)
                    (best, campaign) = (value, k);
            }
            chosen[i] = campaign;
            bound += best;
        }
        UpperBound = Math.Min(UpperBound, bound);
        if (_bids.Length > 0)
        {
            Trim(chosen, price);
            // At the auction's prices customers are indifferent between places; exchanges find who goes where.
            new ContactExchange(Values(price), _caps).Improve(chosen);
        }
        return chosen;
    }

    private double[] ContactPrices(double price)
    {
        var prices = new double[_caps.Length];
        if (_bids.Length == 0)
            return prices;
        for (var round = 0; round < AuctionRounds; round++)
        {
            var raised = false;
            for (var k = 0; k < prices.Length; k++)
            {
                if (_caps[k] >= _count)
                    continue;
                var bidders = 0;
                for (var i = 0; i < _count; i++)
                {
                    var bid = Value(k, i, price) - Alternative(k, i, price, prices);
                    if (bid > prices[k])
                        _bids[bidders++] = bid;
                }
                if (bidders <= _caps[k])
                    continue;
                // The first bid that must go without; at it the campaign is not worth more than the alternative.
                Array.Sort(_bids, 0, bidders);
                prices[k] = _bids[bidders - 1 - _caps[k]];
                raised = true;
            }
            if (!raised)
                break;
        }
        return prices;
    }

    private double Alternative(int campaign, int i, double price, double[] prices)
    {
        var best = 0.0;
        for (var k = 0; k < prices.Length; k++)
        {
            if (k != campaign)
                best = Math.Max(best, Value(k, i, price) - prices[k]);
        }
        return best;
    }

    private double[][] Values(double price)
    {
        var values = new double[_caps.Length][];
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = new double[_count];
            for (var i = 0; i < _count; i++)
                values[k][i] = Value(k, i, price);
        }
        return values;
    }

    private double Value(int campaign, int i, double price) =>
        _profits[campaign][i] - (price * _costs[campaign][i]);

    // An auction stopped early may leave a campaign with too many: the least valuable go.
    private void Trim(int[] chosen, double price)
    {
        for (var k = 0; k < _caps.Length; k++)
        {
            var members = Members(chosen, k);
            if (members.Length <= _caps[k])
                continue;
            var campaign = k;
            foreach (
                var i in members
                    .OrderByDescending(i => Value(campaign, i, price))
                    .ThenBy(i => i)
                    .Skip(_caps[k])
            )
                chosen[i] = -1;
        }
    }

    private static int[] Members(int[] chosen, int campaign) =>
        [.. Enumerable.Range(0, chosen.Length).Where(i => chosen[i] == campaign)];

    private void MoveTied(int[] chosen, int[] rich)
    {
        var spent = Cost(chosen);
        var counts = Counts(chosen);
        for (var i = 0; i < _count; i++)
        {
            var (from, to) = (chosen[i], rich[i]);
            if (from == to || to < 0)
                continue;
            var step = _costs[to][i] - (from < 0 ? 0 : _costs[from][i]);
            var gain = _profits[to][i] - (from < 0 ? 0 : _profits[from][i]);
            if (gain <= 0 || spent + step > _budget || counts[to] >= _caps[to])
                continue;
            spent += step;
            counts[to]++;
            if (from >= 0)
                counts[from]--;
            chosen[i] = to;
        }
    }

    // What is left of budget and caps goes to those who still pay, by profit per unit of cost.
    private void Fill(int[] chosen)
    {
        var spent = Cost(chosen);
        var counts = Counts(chosen);
        var left = new List<(double Return, int Customer, int Campaign)>();
        for (var i = 0; i < _count; i++)
        {
            for (var k = 0; k < _caps.Length && chosen[i] < 0; k++)
            {
                var fits = spent + _costs[k][i] <= _budget && counts[k] < _caps[k];
                if (_profits[k][i] > 0 && fits)
                    left.Add((_profits[k][i] / Math.Max(_costs[k][i], double.Epsilon), i, k));
            }
        }
        foreach (
            var (_, i, k) in left.OrderByDescending(c => c.Return)
                .ThenBy(c => c.Customer)
                .ThenBy(c => c.Campaign)
        )
        {
            if (chosen[i] >= 0 || counts[k] >= _caps[k] || spent + _costs[k][i] > _budget)
                continue;
            chosen[i] = k;
            counts[k]++;
            spent += _costs[k][i];
        }
    }

    private int[] Counts(int[] chosen)
    {
        var counts = new int[_caps.Length];
        foreach (var campaign in chosen)
        {
            if (campaign >= 0)
                counts[campaign]++;
        }
        return counts;
    }

    private double Cost(int[] chosen)
    {
        var cost = 0.0;
        for (var i = 0; i < _count; i++)
        {
            if (chosen[i] >= 0)
                cost += _costs[chosen[i]][i];
        }
        return cost;
    }

    // At this price of money nothing that costs anything is bought.
    private double LargestReturn()
    {
        var largest = 0.0;
        for (var k = 0; k < _caps.Length; k++)
        {
            for (var i = 0; i < _count; i++)
            {
                if (_costs[k][i] > 0)
                    largest = Math.Max(largest, _profits[k][i] / _costs[k][i]);
            }
        }
        return Math.Min(Math.BitIncrement(largest), LargestPrice);
    }
}

namespace ClvPredict.Scoring.Targeting;

/// <summary>
/// Improves a choice of campaigns under caps by exchanges: one customer moves from a campaign to another, whose customer moves
/// on, and so forth until a place that is free is taken or given up. A choice without an exchange that gains is the best one
/// (negative cycles of a transport problem; Klein 1967). The places are the campaigns and "no campaign", so a search for an exchange is small.
/// </summary>
/// <param name="values">By campaign and customer what the customer is worth there; negative infinity where not allowed.</param>
/// <param name="caps">Most customers by campaign.</param>
internal sealed class ContactExchange(double[][] values, int[] caps)
{
    private const int MostExchanges = 10_000;
    private const double Negligible = 1e-12;

    private readonly int _none = caps.Length;
    private readonly double[,] _gain = new double[caps.Length + 1, caps.Length + 1];
    private readonly int[,] _mover = new int[caps.Length + 1, caps.Length + 1];

    /// <summary>Improves a choice that keeps the caps until nothing is to be gained.</summary>
    /// <param name="chosen">The campaign of each customer, or -1; changed in place.</param>
    public void Improve(int[] chosen)
    {
        for (var exchange = 0; exchange < MostExchanges; exchange++)
        {
            var counts = new int[_none + 1];
            foreach (var k in chosen)
                counts[k < 0 ? _none : k]++;
            FindMovers(chosen);
            for (var place = 0; place <= _none; place++)
            {
                if (place == _none || counts[place] < caps[place])
                    OpenPlace(place);
            }
            if (FindCycle() is not { } cycle)
                return;
            for (var step = 0; step < cycle.Length; step++)
            {
                var (from, to) = (cycle[step], cycle[(step + 1) % cycle.Length]);
                if (_mover[from, to] >= 0)
                    chosen[_mover[from, to]] = to == _none ? -1 : to;
            }
        }
    }

    private double Value(int place, int customer) => place == _none ? 0 : values[place][customer];

    // The best customer for each move.
    private void FindMovers(int[] chosen)
    {
        for (var from = 0; from <= _none; from++)
        {
            for (var to = 0; to <= _none; to++)
                (_gain[from, to], _mover[from, to]) = (double.NegativeInfinity, -1);
        }
        for (var i = 0; i < chosen.Length; i++)
        {
            var from = chosen[i] < 0 ? _none : chosen[i];
            var here = Value(from, i);
            for (var to = 0; to <= _none; to++)
            {
                var gain = Value(to, i) - here;
                if (to != from && gain > _gain[from, to])
                    (_gain[from, to], _mover[from, to]) = (gain, i);
            }
        }
    }

    // A place with room need not pass a customer on: the exchange may go on anywhere, with nobody moving.
    private void OpenPlace(int place)
    {
        for (var to = 0; to <= _none; to++)
        {
            if (to != place && _gain[place, to] < 0)
                (_gain[place, to], _mover[place, to]) = (0, -1);
        }
    }

    // Bellman and Ford: a cycle of moves whose gains add up to more than 0; null without.
    private int[]? FindCycle()
    {
        var places = _none + 1;
        var (best, before) = (new double[places], new int[places]);
        Array.Fill(before, -1);
        var touched = -1;
        for (var round = 0; round < places; round++)
        {
            touched = -1;
            for (var from = 0; from < places; from++)
            {
                for (var to = 0; to < places; to++)
                {
                    var reached = best[from] + _gain[from, to];
                    if (from == to || reached <= best[to] + (Negligible * (1 + Math.Abs(best[to]))))
                        continue;
                    (best[to], before[to], touched) = (reached, from, to);
                }
            }
            if (touched < 0)
                return null;
        }
        for (var i = 0; i < places; i++)
            touched = before[touched];
        var cycle = new List<int>();
        var place = touched;
        do
        {
            cycle.Add(place);
            place = before[place];
        } while (place != touched && place >= 0 && cycle.Count <= places);
        if (place != touched)
            return null;
        cycle.Reverse();
        return [.. cycle];
    }
}

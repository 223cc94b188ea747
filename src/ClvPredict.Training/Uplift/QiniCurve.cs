using ClvPredict.Training.Simulation;

namespace ClvPredict.Training.Uplift;

/// <summary>
/// Areas under the curves of an order of customers. At a share of the customers, Qini's curve is the treated customers' outcome so
/// far less the control customers' so far scaled to the number of treated (Radcliffe 2007, "Using control groups to target on
/// predicted lift"); AUUC's is the difference of both means times the share. Customers of equal uplift come together.
/// </summary>
internal sealed class QiniCurve
{
    private readonly int[] _order;
    private readonly bool[] _endsTie;
    private readonly UpliftData _data;

    public QiniCurve(UpliftData data, double[] uplift)
    {
        _data = data;
        _order = [.. Enumerable.Range(0, uplift.Length).OrderByDescending(i => uplift[i])];
        _endsTie = new bool[uplift.Length];
        for (var i = 0; i < uplift.Length; i++)
            _endsTie[i] = i + 1 == uplift.Length || uplift[_order[i + 1]] != uplift[_order[i]];
    }

    /// <summary>The areas with their intervals.</summary>
    public UpliftQuality Quality(UpliftOptions options)
    {
        var once = new int[_order.Length];
        Array.Fill(once, 1);
        var (qini, auuc) = Areas(once);
        var random = RandomStream.Derive((long)options.Seed, 0, StreamPurpose.Resampling);
        var (qinis, auucs) = (new double[options.Draws], new double[options.Draws]);
        var weights = new int[_order.Length];
        for (var draw = 0; draw < options.Draws; draw++)
        {
            // A customer is drawn Poisson(1) times (Chamandy and others 2012), which is the bootstrap for many customers.
            for (var i = 0; i < weights.Length; i++)
                weights[i] = random.Poisson(1);
            (qinis[draw], auucs[draw]) = Areas(weights);
        }
        var (low, high) = Ends(qinis, options.Confidence);
        var (auucLow, auucHigh) = Ends(auucs, options.Confidence);
        return new UpliftQuality(qini, low, high, auuc, auucLow, auucHigh, low > 0);
    }

    private (double Qini, double Auuc) Areas(int[] weights)
    {
        var (treated, control, ofTreated, ofControl) = (0.0, 0.0, 0.0, 0.0);
        var total = 0.0;
        foreach (var weight in weights)
            total += weight;
        var (share, qini, gain) = (0.0, 0.0, 0.0);
        var (qiniArea, gainArea) = (0.0, 0.0);
        for (var place = 0; place < _order.Length; place++)
        {
            var i = _order[place];
            if (_data.Treated[i])
            {
                treated += weights[i];
                ofTreated += weights[i] * _data.Outcomes[i];
            }
            else
            {
                control += weights[i];
                ofControl += weights[i] * _data.Outcomes[i];
            }
            // Until both groups have somebody there is nothing to compare.
            if (!_endsTie[place] || treated == 0 || control == 0)
                continue;
            var nextShare = (treated + control) / total;
            var nextQini = (ofTreated - (ofControl * treated / control)) / total;
            var nextGain = ((ofTreated / treated) - (ofControl / control)) * nextShare;
            qiniArea += 0.5 * (qini + nextQini) * (nextShare - share);
            gainArea += 0.5 * (gain + nextGain) * (nextShare - share);
            (share, qini, gain) = (nextShare, nextQini, nextGain);
        }
        return (qiniArea - (0.5 * qini), gainArea);
    }

    private static (double Low, double High) Ends(double[] draws, double confidence)
    {
        Array.Sort(draws);
        return (At(0.5 * (1 - confidence)), At(0.5 * (1 + confidence)));

        double At(double q) => draws[(int)Math.Round(q * (draws.Length - 1))];
    }
}

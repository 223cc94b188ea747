using ClvPredict.Models.Numerics;

namespace ClvPredict.Decisions.Experiments;

/// <summary>
/// The difference of means within strata, weighted by their sizes (Imbens and Rubin 2015, chapter 9), after taking off what a covariate
/// from before the experiment explains (CUPED; Deng, Xu, Kohavi and Walker 2013, eqs. 3 and 5): Y - q (X - mean X) with
/// q = cov(Y, X) / var(X), here within strata and groups. Intervals are Welch's, with Satterthwaite's degrees of freedom.
/// </summary>
internal sealed class EffectEstimator
{
    private readonly bool[] _treated;
    private readonly int[] _stratum;
    private readonly int _strata;
    private readonly double[] _covariate;
    private readonly double _confidence;
    private readonly int _treatedCount;

    /// <summary>Prepares an estimate; strata with fewer than two customers in a group are taken together.</summary>
    /// <param name="treated">Per customer whether it was treated; at least two of either kind.</param>
    /// <param name="strata">Stratum of each customer.</param>
    /// <param name="covariate">Predicted CLV of each customer; NaN counts as the mean of the others.</param>
    /// <param name="confidence">Coverage of the intervals.</param>
    public EffectEstimator(
        bool[] treated,
        IReadOnlyList<string> strata,
        double[] covariate,
        double confidence
    )
    {
        _treated = treated;
        _confidence = confidence;
        _treatedCount = treated.Count(t => t);
        (_stratum, _strata) = Number(treated, strata);
        var known = covariate.Where(double.IsFinite).ToArray();
        var mean = known.Length > 0 ? known.Sum() / known.Length : 0;
        _covariate = Array.ConvertAll(covariate, x => double.IsFinite(x) ? x - mean : 0);
    }

    /// <summary>What the covariate's slope is for an outcome; 0 where the covariate does not vary.</summary>
    public double Slope(double[] outcome)
    {
        var (means, covariateMeans) = (Means(outcome), Means(_covariate));
        var (xx, xy) = (0.0, 0.0);
        for (var i = 0; i < outcome.Length; i++)
        {
            var cell = Cell(i);
            var x = _covariate[i] - covariateMeans[cell];
            xx += x * x;
            xy += x * (outcome[i] - means[cell]);
        }
        return xx > 0 ? xy / xx : 0;
    }

    /// <summary>The effect on an outcome.</summary>
    /// <param name="outcome">One value a customer.</param>
    /// <param name="slope">Slope of the covariate that is taken off; 0 to leave it out.</param>
    public EffectEstimate Estimate(double[] outcome, double slope)
    {
        var rest = new double[outcome.Length];
        for (var i = 0; i < rest.Length; i++)
            rest[i] = outcome[i] - (slope * _covariate[i]);
        var means = Means(rest);
        var counts = Counts();
        var squares = new double[means.Length];
        for (var i = 0; i < rest.Length; i++)
        {
            var cell = Cell(i);
            squares[cell] += (rest[i] - means[cell]) * (rest[i] - means[cell]);
        }
        var (effect, variance, ofFreedom) = (0.0, 0.0, 0.0);
        for (var s = 0; s < _strata; s++)
        {
            var weight = (counts[2 * s] + counts[(2 * s) + 1]) / (double)rest.Length;
            effect += weight * (means[(2 * s) + 1] - means[2 * s]);
            for (var cell = 2 * s; cell <= (2 * s) + 1; cell++)
            {
                var part = weight * weight * squares[cell] / (counts[cell] - 1.0) / counts[cell];
                variance += part;
                ofFreedom += part * part / (counts[cell] - 1.0);
            }
        }
        var error = Math.Sqrt(variance);
        var freedom = variance > 0 ? variance * variance / ofFreedom : 1;
        var reach =
            variance > 0
                ? error * StudentDistribution.TwoSidedQuantile(1 - _confidence, freedom)
                : 0;
        return new EffectEstimate(
            effect,
            effect - reach,
            effect + reach,
            _confidence,
            error,
            variance > 0 ? StudentDistribution.TwoSided(effect / error, freedom)
                : effect == 0 ? 1
                : 0,
            effect * _treatedCount,
            (effect - reach) * _treatedCount,
            (effect + reach) * _treatedCount,
            Mean(outcome, treated: true),
            Mean(outcome, treated: false)
        );
    }

    private double Mean(double[] outcome, bool treated)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < outcome.Length; i++)
        {
            if (_treated[i] != treated)
                continue;
            sum += outcome[i];
            count++;
        }
        return sum / count;
    }

    private int Cell(int i) => (2 * _stratum[i]) + (_treated[i] ? 1 : 0);

    private int[] Counts()
    {
        var counts = new int[2 * _strata];
        for (var i = 0; i < _treated.Length; i++)
            counts[Cell(i)]++;
        return counts;
    }

    private double[] Means(double[] values)
    {
        var sums = new double[2 * _strata];
        for (var i = 0; i < values.Length; i++)
            sums[Cell(i)] += values[i];
        var counts = Counts();
        for (var cell = 0; cell < sums.Length; cell++)
            sums[cell] /= counts[cell];
        return sums;
    }

    private static (int[] Stratum, int Count) Number(bool[] treated, IReadOnlyList<string> strata)
    {
        var sizes = new SortedDictionary<string, (int Treated, int Control)>(
            StringComparer.Ordinal
        );
        for (var i = 0; i < treated.Length; i++)
        {
            var (t, c) = sizes.GetValueOrDefault(strata[i]);
            sizes[strata[i]] = treated[i] ? (t + 1, c) : (t, c + 1);
        }
        var small = sizes.Values.Where(s => s.Treated < 2 || s.Control < 2).ToArray();
        var smallTogether = (small.Sum(s => s.Treated), small.Sum(s => s.Control));
        // What is too small even together is taken together with everyone else.
        if (small.Length > 0 && (smallTogether.Item1 < 2 || smallTogether.Item2 < 2))
            return (new int[treated.Length], 1);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var count = small.Length > 0 ? 1 : 0;
        foreach (var (stratum, (t, c)) in sizes)
            numbers[stratum] = t < 2 || c < 2 ? 0 : count++;
        return ([.. strata.Select(s => numbers[s])], count);
    }
}

using ClvPredict.Models.Numerics;

namespace ClvPredict.Decisions.Purchases;

/// <summary>Finds the parameters of <see cref="GapModel"/> that make the gaps of all customers likeliest.</summary>
internal sealed class GapLikelihood
{
    // More customers do not move the four parameters.
    private const int MaxCustomers = 20_000;
    private const double SmallestStep = 1e-3;
    private const double HalfLogPi = 0.57236494292470008707;

    // Bounds of log κ, log ν and log s²; without them a shop of clockwork customers has no finite optimum.
    private static readonly double[] s_least = [-2, Math.Log(1e-3), Math.Log(0.5), Math.Log(1e-3)];
    private static readonly double[] s_most = [9, Math.Log(1e3), Math.Log(1e3), Math.Log(1e2)];

    private readonly GapStatistics[] _customers;
    private readonly double[] _logGammas;

    private GapLikelihood(GapStatistics[] customers)
    {
        _customers = customers;
        _logGammas = new double[customers.Max(c => c.Count) + 1];
    }

    /// <summary>The likeliest parameters; null with too few gaps.</summary>
    public static GapModel? Fit(
        IReadOnlyList<GapStatistics> customers,
        CancellationToken cancellationToken
    )
    {
        var withGaps = customers.Where(c => c.Count > 0).ToArray();
        var gaps = withGaps.Sum(c => c.Count);
        if (gaps < GapModel.MinGaps)
            return null;
        var every = (withGaps.Length + MaxCustomers - 1) / MaxCustomers;
        var likelihood = new GapLikelihood([.. withGaps.Where((_, i) => i % every == 0)]);
        var best = likelihood.Search(
            [withGaps.Sum(c => c.SumOfLogs) / gaps, 0, 1.5, -0.5],
            cancellationToken
        );
        return new GapModel(best[0], Math.Exp(best[1]), Math.Exp(best[2]), Math.Exp(best[3]), gaps);
    }

    // A pattern search (Hooke and Jeeves 1961): four parameters, a smooth surface, the same path on every machine.
    private double[] Search(double[] place, CancellationToken cancellationToken)
    {
        Clamp(place);
        var best = LogLikelihood(place);
        for (var step = 0.5; step > SmallestStep; )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isBetter = false;
            for (var side = 0; side < 2 * place.Length; side++)
            {
                var trial = (double[])place.Clone();
                trial[side / 2] += side % 2 == 0 ? step : -step;
                Clamp(trial);
                var value = LogLikelihood(trial);
                if (!(value > best))
                    continue;
                (place, best, isBetter) = (trial, value, true);
            }
            if (!isBetter)
                step /= 2;
        }
        return place;
    }

    // The marginal likelihood of a customer's gaps (Gelman et al. 2013, 3.3; Murphy 2007, eq. 95), with κ, ν and s².
    private double LogLikelihood(double[] place)
    {
        var (mean, priorGaps) = (place[0], Math.Exp(place[1]));
        var freedom = Math.Exp(place[2]);
        var squares = freedom * Math.Exp(place[3]);
        for (var n = 0; n < _logGammas.Length; n++)
            _logGammas[n] = SpecialFunctions.LogGamma((freedom + n) / 2);
        var (logPrior, logSquares) = (Math.Log(priorGaps), Math.Log(squares));
        var sum = 0.0;
        foreach (var own in _customers)
        {
            var n = own.Count;
            sum +=
                (0.5 * (logPrior - Math.Log(priorGaps + n)))
                + _logGammas[n]
                - _logGammas[0]
                + (freedom / 2 * logSquares)
                - ((freedom + n) / 2 * Math.Log(GapModel.SquaresOf(own, mean, priorGaps, squares)))
                - (n * HalfLogPi);
        }
        return sum;
    }

    private static void Clamp(double[] place)
    {
        for (var i = 0; i < place.Length; i++)
            place[i] = Math.Clamp(place[i], s_least[i], s_most[i]);
    }
}

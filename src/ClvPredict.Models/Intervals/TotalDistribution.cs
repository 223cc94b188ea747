namespace ClvPredict.Models.Intervals;

/// <summary>
/// What customers may be worth together: nothing when all of them buy nothing, else lognormal with the mean and the variance
/// of the sum of their own distributions (Fenton 1960, IRE Transactions on Communications Systems 8), they being independent
/// of each other but for the level of the total, which moves all of them at once. For a single customer and a certain level it is the
/// customer's own distribution.
/// </summary>
internal sealed class TotalDistribution
{
    private double _variance;
    private double _logAllZero;

    /// <summary>Customers added.</summary>
    public int Customers { get; private set; }

    /// <summary>Sum of the means.</summary>
    public double Mean { get; private set; }

    /// <summary>Adds a customer.</summary>
    /// <param name="value">What the customer may be worth.</param>
    /// <param name="dispersion">Variance of outcomes over that of the distribution, above 0.</param>
    public void Add(in ZeroInflatedLognormal value, double dispersion)
    {
        Customers++;
        Mean += value.Mean;
        _variance += dispersion * value.Variance;
        // A customer who surely buys leaves no chance of a total of nothing.
        _logAllZero += Math.Log(1 - value.ProbabilityPositive);
    }

    /// <summary>The value that the total stays below with probability q, 0 to 1 exclusive.</summary>
    /// <param name="q">The probability.</param>
    /// <param name="levelLogSd">Standard deviation of the log of the level.</param>
    public double Quantile(double q, double levelLogSd)
    {
        var positive = -Math.Exp(_logAllZero) + 1;
        if (!(Mean > 0))
            return 0;
        var relative = (_variance + (Mean * Mean)) * positive / (Mean * Mean);
        var spread = Math.Log(Math.Max(1, relative));
        var inner = (q - 1 + positive) / positive;
        if (inner <= 0)
            return 0;
        var sd = Math.Sqrt(spread + (levelLogSd * levelLogSd));
        return Mean / positive * Math.Exp((sd * NormalDistribution.Quantile(inner)) - (spread / 2));
    }
}

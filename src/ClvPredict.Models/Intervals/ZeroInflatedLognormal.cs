namespace ClvPredict.Models.Intervals;

/// <summary>
/// What a customer may be worth in the horizon: nothing with probability 1 - p, else lognormal with log standard deviation
/// sigma, located so that the mean is the predicted CLV (Wang, Liu and Miao 2019, arXiv 1912.07753, section 3).
/// </summary>
internal readonly struct ZeroInflatedLognormal
{
    private readonly double _logMean;
    private readonly double _sigma;

    /// <summary>The distribution with the given mean.</summary>
    /// <param name="mean">Predicted CLV; 0 or less puts everything on zero.</param>
    /// <param name="probabilityActive">P(active in horizon), 0..1.</param>
    /// <param name="sigma">Standard deviation of the log of a positive value, above 0.</param>
    public ZeroInflatedLognormal(double mean, double probabilityActive, double sigma)
    {
        _sigma = sigma;
        ProbabilityPositive = mean > 0 ? probabilityActive : 0;
        _logMean =
            ProbabilityPositive > 0
                ? Math.Log(mean / ProbabilityPositive) - (sigma * sigma / 2)
                : 0;
    }

    public double ProbabilityPositive { get; }

    /// <summary>The mean.</summary>
    public double Mean =>
        ProbabilityPositive == 0
            ? 0
            : ProbabilityPositive * Math.Exp(_logMean + (_sigma * _sigma / 2));

    /// <summary>The variance: p m2 - (p m)^2 with m and m2 the moments of a positive value.</summary>
    public double Variance =>
        ProbabilityPositive == 0
            ? 0
            : Mean * Mean * ((Math.Exp(_sigma * _sigma) / ProbabilityPositive) - 1);

    /// <summary>The distribution with its mean and the odds of a positive value both times a factor.</summary>
    public ZeroInflatedLognormal Scaled(double factor)
    {
        if (ProbabilityPositive == 0)
            return this;
        var odds = ProbabilityPositive * factor;
        return new(Mean * factor, odds / (1 - ProbabilityPositive + odds), _sigma);
    }

    /// <summary>P(value up to v).</summary>
    public double Cdf(double v)
    {
        if (v < 0)
            return 0;
        if (v == 0 || ProbabilityPositive == 0)
            return 1 - ProbabilityPositive;
        return 1
            - ProbabilityPositive
            + (ProbabilityPositive * NormalDistribution.Cdf((Math.Log(v) - _logMean) / _sigma));
    }

    /// <summary>The smallest value with <see cref="Cdf"/> at least q, q below 1.</summary>
    public double Quantile(double q)
    {
        if (q <= 1 - ProbabilityPositive)
            return 0;
        var inner = (q - (1 - ProbabilityPositive)) / ProbabilityPositive;
        return Math.Exp(
            _logMean + (_sigma * NormalDistribution.Quantile(Math.Clamp(inner, 1e-12, 1 - 1e-9)))
        );
    }
}

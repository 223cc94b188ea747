using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Btyd;

/// <summary>
/// The shifted beta-geometric (sBG) model of contracts of Fader and Hardie (2007, "How to project customer retention"): at
/// each renewal a customer leaves with an own probability θ ~ Beta(α, β), which is why the retention rate of a cohort rises
/// with its age.
/// </summary>
/// <param name="Alpha">First shape of the probability to leave, positive.</param>
/// <param name="Beta">Second shape of the probability to leave, positive.</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
public sealed record ShiftedBetaGeometricModel(double Alpha, double Beta)
{
    /// <summary>First shape of the probability to leave.</summary>
    public double Alpha { get; } = Parameter.Positive(Alpha, nameof(Alpha));

    /// <summary>Second shape of the probability to leave.</summary>
    public double Beta { get; } = Parameter.Positive(Beta, nameof(Beta));

    /// <summary>Natural log of the probability of the customer's history; equations 5 and 6 of the paper.</summary>
    public double LogLikelihood(in ContractStatistics customer)
    {
        var renewals = customer.Renewals;
        var renewed =
            SpecialFunctions.LogRisingFactorial(Beta, renewals)
            - SpecialFunctions.LogRisingFactorial(Alpha + Beta, renewals);
        return customer.HasLeft ? renewed + Math.Log(Alpha / (Alpha + Beta + renewals)) : renewed;
    }

    /// <summary>Share of customers with <paramref name="renewals"/> renewals that renews once more; equation 7 of the paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of renewals is negative.</exception>
    public double RetentionRate(int renewals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(renewals);
        return (Beta + renewals) / (Alpha + Beta + renewals);
    }

    /// <summary>
    /// Probability that a customer with <paramref name="renewals"/> renewals makes at least <paramref name="further"/> more;
    /// with 0 renewals the survivor function S(t) of the paper.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public double Survival(int renewals, int further)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(renewals);
        ArgumentOutOfRangeException.ThrowIfNegative(further);
        return Math.Exp(
            SpecialFunctions.LogRisingFactorial(Beta + renewals, further)
                - SpecialFunctions.LogRisingFactorial(Alpha + Beta + renewals, further)
        );
    }

    /// <summary>Expected renewals at the next <paramref name="horizon"/> chances of a customer with so many so far.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public double ExpectedRenewals(int renewals, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(renewals);
        ArgumentOutOfRangeException.ThrowIfNegative(horizon);
        var (chance, sum) = (1.0, 0.0);
        for (var i = 0; i < horizon; i++)
        {
            chance *= RetentionRate(renewals + i);
            sum += chance;
        }
        return sum;
    }

    /// <summary>
    /// Discounted expected residual lifetime (DERL) of Fader and Hardie (2010, "Customer-base valuation in a contractual
    /// setting", equation 8): expected future payments of a customer just before the next renewal, that renewal's payment in
    /// full and the one i later worth (1 + d)^-i. The mean of (1 - θ) (1 + d) / (d + θ), in the place of their Gauss
    /// hypergeometric function; relative error below 1e-11.
    /// </summary>
    /// <param name="renewals">Renewals so far, at least 0.</param>
    /// <param name="discountRate">d, per contract period, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public double DiscountedRenewals(int renewals, double discountRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(renewals);
        Parameter.Positive(discountRate, nameof(discountRate));
        return BetaMean.Of(
            Alpha,
            Beta + renewals,
            (leaves, remains) => remains * ((1 + discountRate) / (discountRate + leaves)),
            Math.Log(discountRate)
        );
    }
}

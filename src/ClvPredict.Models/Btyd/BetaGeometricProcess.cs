using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Btyd;

/// <summary>
/// What BG/NBD and MBG/NBD share: orders come at a rate λ ~ Gamma(r, α), and at each of <c>opportunities</c> moments so
/// far the customer may have left with probability p ~ Beta(a, b). BG/NBD has x of them (each repeat order), MBG/NBD has
/// x + 1 (the first order too). Given alive at T, λ ~ Gamma(r + x, α + T) and p ~ Beta(a, b + opportunities), independent.
/// </summary>
internal static class BetaGeometricProcess
{
    /// <summary>ln L; Fader, Hardie and Lee (2005), equation 6, and Batislam, Denizel and Filiztekin (2007).</summary>
    public static double LogLikelihood(
        double r,
        double alpha,
        double a,
        double b,
        in PurchaseStatistics customer,
        double opportunities
    )
    {
        var x = customer.RepeatOrders;
        var stayed =
            SpecialFunctions.LogRisingFactorial(b, opportunities)
            - SpecialFunctions.LogRisingFactorial(a + b, opportunities);
        var orders =
            SpecialFunctions.LogRisingFactorial(r, x)
            - x * Math.Log(alpha)
            - (r + x) * SpecialFunctions.Log1P(customer.CustomerAge / alpha);
        var odds = LogOddsGone(r, alpha, a, b, customer, opportunities);
        return stayed
            + orders
            + Math.Max(odds, 0)
            + SpecialFunctions.Log1P(Math.Exp(-Math.Abs(odds)));
    }

    /// <summary>P(alive) = 1 / (1 + odds of having left at the last opportunity).</summary>
    public static double ProbabilityAlive(
        double r,
        double alpha,
        double a,
        double b,
        in PurchaseStatistics customer,
        double opportunities
    ) => 1 / (1 + Math.Exp(LogOddsGone(r, alpha, a, b, customer, opportunities)));

    /// <summary>P(at least one order in the horizon): alive, and a Poisson process with gamma rate is not empty.</summary>
    public static double ProbabilityActive(
        double r,
        double alpha,
        double a,
        double b,
        in PurchaseStatistics customer,
        double opportunities,
        double horizon
    )
    {
        Parameter.RequireNotNegative(horizon, nameof(horizon));
        var logEmpty =
            -(r + customer.RepeatOrders)
            * SpecialFunctions.Log1P(horizon / (alpha + customer.CustomerAge));
        return ProbabilityAlive(r, alpha, a, b, customer, opportunities)
            * -SpecialFunctions.ExpM1(logEmpty);
    }

    /// <summary>Expected orders in the horizon; Fader, Hardie and Lee (2005), equation 10.</summary>
    public static double ExpectedOrders(
        double r,
        double alpha,
        double a,
        double b,
        in PurchaseStatistics customer,
        double opportunities,
        double horizon
    )
    {
        Parameter.RequireNotNegative(horizon, nameof(horizon));
        var ifAlive = BetaGeometricExpectation.Orders(
            r + customer.RepeatOrders,
            alpha + customer.CustomerAge,
            a,
            b + opportunities,
            horizon
        );
        return ProbabilityAlive(r, alpha, a, b, customer, opportunities) * ifAlive;
    }

    private static double LogOddsGone(
        double r,
        double alpha,
        double a,
        double b,
        in PurchaseStatistics customer,
        double opportunities
    )
    {
        if (opportunities == 0)
            return double.NegativeInfinity;

        var silence =
            (customer.CustomerAge - customer.LastOrderAge) / (alpha + customer.LastOrderAge);
        return Math.Log(a / (b + opportunities - 1))
            + (r + customer.RepeatOrders) * SpecialFunctions.Log1P(silence);
    }
}

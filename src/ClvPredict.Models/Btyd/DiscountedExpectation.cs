using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Btyd;

/// <summary>
/// Expected orders worth exp(-δ y) each, y after the observation window, for models without a formula of their own: by
/// parts, δ ∫ exp(-δ y) E[Y(y)] dy + exp(-δ h) E[Y(h)], which has only positive terms. The quadrature stops at 1e-9, as the
/// expected orders may themselves be off by 1e-11.
/// </summary>
internal static class DiscountedExpectation
{
    /// <summary>Beyond this times 1 / δ an order is worth less than 1e-18.</summary>
    internal const double WorthlessFrom = 42;

    private const double NegligibleLog = 30;
    private const double Tolerance = 1e-9;

    /// <summary>The expectation for one customer.</summary>
    public static double Orders(
        IPurchaseModel model,
        PurchaseStatistics customer,
        double horizon,
        double discountRate
    )
    {
        RequireHorizon(horizon, discountRate);
        if (horizon == 0 || discountRate == 0)
            return model.ExpectedOrders(customer, horizon);

        var end = Math.Min(horizon, WorthlessFrom / discountRate);
        // In ln y: dy = y d(ln y). Below the range there are less than e^-30 of the orders.
        double Integrand(double logTime)
        {
            var y = Math.Exp(logTime);
            return discountRate
                * y
                * Math.Exp(-discountRate * y)
                * model.ExpectedOrders(customer, y);
        }
        var logEnd = Math.Log(end);
        var within = AdaptiveQuadrature.Integrate(
            Integrand,
            logEnd - NegligibleLog,
            logEnd,
            Tolerance
        );
        return within + Math.Exp(-discountRate * end) * model.ExpectedOrders(customer, end);
    }

    /// <summary>Refuses rates and horizons outside their range; an infinite horizon needs a positive rate.</summary>
    public static void RequireHorizon(double horizon, double discountRate)
    {
        Parameter.RequireNotNegative(discountRate, nameof(discountRate));
        if (!(horizon >= 0 && (discountRate > 0 || double.IsFinite(horizon))))
            throw new ArgumentOutOfRangeException(
                nameof(horizon),
                horizon,
                "Expected a number of at least 0, finite unless the discount rate is positive."
            );
    }
}

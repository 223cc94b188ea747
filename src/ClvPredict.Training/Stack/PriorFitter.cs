using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Prior;
using ClvPredict.Training.Btyd;

namespace ClvPredict.Training.Stack;

/// <summary>Fits the <see cref="CustomerPrior"/> on customers as they were known at a cutoff.</summary>
internal static class PriorFitter
{
    private const double MaxReturnShare = 0.95;

    // Best or near it on most public logs; where the models are right it costs next to nothing (docs/model.md).
    private const double ReturningShare = 0.04;

    /// <summary>
    /// Pareto/NBD and MBG/NBD, which are averaged because either alone is badly calibrated on some logs, and Gamma-Gamma on
    /// all purchase days.
    /// </summary>
    public static CustomerPrior Fit(
        PriorStatistics customers,
        DateOnly cutoff,
        ValueBasis basis,
        int threads,
        CancellationToken cancellationToken
    )
    {
        if (customers.Customers == 0)
            throw new OrderDataException(
                $"No customer has a purchase before {cutoff:yyyy-MM-dd}: there is nothing to learn from."
            );
        var options = new FitOptions { Threads = threads };
        var pareto = BtydFitter.FitParetoNbd(customers.Purchases, options, null, cancellationToken);
        var mbg = BtydFitter.FitMbgNbd(customers.Purchases, options, null, cancellationToken);
        return new CustomerPrior
        {
            Purchases = [pareto.Model, mbg.Model],
            Spend =
                basis == ValueBasis.Orders || customers.Gross <= 0
                    ? null
                    : GammaGammaFitter.Fit(customers.Spend, cancellationToken).Model,
            ReturningShare = ReturningShare,
            ReturningRate = customers.Weeks > 0 ? customers.RepeatOrders / customers.Weeks / 2 : 0,
            ReturnShare =
                customers.Gross > 0
                    ? Math.Clamp(customers.Returns / customers.Gross, 0, MaxReturnShare)
                    : 0,
        };
    }
}

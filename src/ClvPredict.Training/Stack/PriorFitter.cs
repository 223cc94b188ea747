using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Btyd;
using ClvPredict.Models.Prior;
using ClvPredict.Training.Btyd;

namespace ClvPredict.Training.Stack;

/// <summary>Fits the <see cref="CustomerPrior"/> on the customers of a feature table, that is on orders before its cutoff.</summary>
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
        FeatureTable table,
        ValueBasis basis,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var buyers = table.Facts.Where(f => f.PurchaseDays > 0).ToArray();
        if (buyers.Length == 0)
            throw new OrderDataException(
                $"No customer has a purchase before {table.Cutoff:yyyy-MM-dd}: there is nothing to learn from."
            );
        var statistics = new PurchaseStatistics[buyers.Length];
        for (var i = 0; i < buyers.Length; i++)
            statistics[i] = CustomerPrior.Statistics(buyers[i], table.Cutoff);
        var options = new FitOptions { Threads = threads };
        var pareto = BtydFitter.FitParetoNbd(
            statistics,
            options,
            cancellationToken: cancellationToken
        );
        var mbg = BtydFitter.FitMbgNbd(statistics, options, cancellationToken: cancellationToken);
        var gross = buyers.Sum(f => Money.ToUnits(f.GrossMinor));
        var returns = -buyers.Sum(f => Money.ToUnits(f.ReturnsMinor));
        return new CustomerPrior
        {
            Purchases = [pareto.Model, mbg.Model],
            Spend = basis == ValueBasis.Orders || gross <= 0 ? null : FitSpend(buyers),
            ReturningShare = ReturningShare,
            ReturningRate = ReturningRate(statistics),
            ReturnShare = gross > 0 ? Math.Clamp(returns / gross, 0, MaxReturnShare) : 0,
        };
    }

    private static double ReturningRate(PurchaseStatistics[] statistics)
    {
        var weeks = statistics.Sum(s => s.CustomerAge);
        return weeks > 0 ? statistics.Sum(s => s.RepeatOrders) / weeks / 2 : 0;
    }

    private static GammaGammaModel FitSpend(CustomerFacts[] buyers)
    {
        var counts = new double[buyers.Length];
        var means = new double[buyers.Length];
        for (var i = 0; i < buyers.Length; i++)
        {
            counts[i] = buyers[i].PurchaseDays;
            means[i] = Money.ToUnits(buyers[i].GrossMinor) / buyers[i].PurchaseDays;
        }
        return GammaGammaFitter.Fit(counts, means).Model;
    }
}

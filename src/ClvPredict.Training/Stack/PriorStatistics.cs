using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Prior;
using ClvPredict.Training.Btyd;

namespace ClvPredict.Training.Stack;

/// <summary>What the prior is fitted to: the customers with a purchase before a cutoff. Times are in weeks.</summary>
internal sealed record PriorStatistics
{
    /// <summary>Customers with a purchase.</summary>
    public required int Customers { get; init; }

    /// <summary>The fit of their purchases.</summary>
    public required PurchaseProblem Purchases { get; init; }

    /// <summary>Those whose purchases have a value: purchase days, gross value, ln of the value a purchase day; and the mean of
    /// the latter without the ln.</summary>
    public required (CustomerRuns.Row[] Rows, double MeanValue) Spend { get; init; }

    /// <summary>Purchase days but the first of all customers.</summary>
    public required double RepeatOrders { get; init; }

    /// <summary>Weeks from the first purchase to the cutoff of all customers.</summary>
    public required double Weeks { get; init; }

    /// <summary>Value of all purchases, in units of money.</summary>
    public required double Gross { get; init; }

    /// <summary>Value of all returns of these customers, not negative, in units of money.</summary>
    public required double Returns { get; init; }

    /// <summary>Every customer of a table.</summary>
    public static PriorStatistics Of(FeatureTable table)
    {
        var buyers = table.Facts.Where(f => f.PurchaseDays > 0).ToArray();
        var statistics = Array.ConvertAll(buyers, f => CustomerPrior.Statistics(f, table.Cutoff));
        var counts = new double[buyers.Length];
        var means = new double[buyers.Length];
        for (var i = 0; i < buyers.Length; i++)
        {
            counts[i] = buyers[i].PurchaseDays;
            means[i] = Money.ToUnits(buyers[i].GrossMinor) / buyers[i].PurchaseDays;
        }
        return new PriorStatistics
        {
            Customers = buyers.Length,
            Purchases = PurchaseProblem.Of(statistics),
            Spend = GammaGammaFitter.RowsOf(counts, means),
            RepeatOrders = statistics.Sum(s => s.RepeatOrders),
            Weeks = statistics.Sum(s => s.CustomerAge),
            Gross = buyers.Sum(f => Money.ToUnits(f.GrossMinor)),
            Returns = -buyers.Sum(f => Money.ToUnits(f.ReturnsMinor)),
        };
    }
}

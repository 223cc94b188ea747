namespace ClvPredict.Training.Baselines;

/// <summary>The formula of the marketing textbooks: order value x orders a year x years.</summary>
public static class TextbookFormula
{
    private const double DaysPerYear = 365.25;

    /// <summary>Customer lifetime value = mean order value x orders per year x years of the relationship.</summary>
    public static double Clv(double meanOrderValue, double ordersPerYear, double years) =>
        meanOrderValue * ordersPerYear * years;

    /// <summary>The formula for one customer: its own mean order value and its own order rate so far.</summary>
    /// <param name="spend">Spend so far, in money.</param>
    /// <param name="purchaseDays">Purchase days so far.</param>
    /// <param name="daysSinceFirstOrder">Cutoff minus first purchase day, at least 1.</param>
    /// <param name="horizonDays">Length of the horizon in days.</param>
    public static double OfCustomer(
        double spend,
        int purchaseDays,
        int daysSinceFirstOrder,
        int horizonDays
    ) =>
        purchaseDays == 0
            ? 0
            : Clv(
                spend / purchaseDays,
                purchaseDays * DaysPerYear / daysSinceFirstOrder,
                horizonDays / DaysPerYear
            );
}

using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Evaluation;

/// <summary>
/// The expected maximum profit of churn scores (EMPC; Verbraken, Verbeke and Baesens 2013, "A novel profit maximizing metric for
/// measuring classification performance of customer churn prediction models", IEEE TKDE 25(5), eqs. 10 to 12): every would-be
/// churner is worth the same, and customers are contacted down to the cut that is best for the acceptance rate.
/// </summary>
public static class ExpectedMaximumProfit
{
    /// <summary>Measures scores against what happened. Equal scores are contacted together; the cuts are those on the convex hull
    /// of the ROC curve, as in the paper.</summary>
    /// <param name="scores">One score a customer, larger for likelier churn; finite.</param>
    /// <param name="churned">Whether the customer churned.</param>
    /// <param name="terms">Costs, value and acceptance.</param>
    /// <exception cref="ArgumentException">Columns differ in length, all or none churned, or a term is out of range.</exception>
    public static ChurnProfit Of(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<bool> churned,
        ChurnProfitTerms terms
    )
    {
        ArgumentNullException.ThrowIfNull(terms);
        ColumnChecks.RequireEqualLengths(scores.Length, churned.Length);
        terms.Validate();
        var hull = Hull(scores, churned);
        var last = hull[^1];
        if (last.Churners == 0 || last.Stayers == 0)
            throw new ArgumentException("All or none of the customers churned; both are needed.");

        var n = last.Churners + last.Stayers;
        var saved = terms.CustomerValue - terms.OfferCost;
        var wasted = terms.OfferCost + terms.ContactCost;
        var mean = terms.Alpha / (terms.Alpha + terms.Beta);
        var (best, bestFraction, expected, fraction) = (0.0, 0.0, 0.0, 0.0);
        var from = 0.0;
        for (var i = 0; i < hull.Count && from < 1; i++)
        {
            var (churners, stayers) = (hull[i].Churners / n, hull[i].Stayers / n);
            // The acceptance rate from which the next cut of the hull pays (eq. 11).
            var to = i + 1 < hull.Count ? Pays(hull[i], hull[i + 1], saved, wasted, terms) : 1;
            var gained = saved * churners;
            var spent = (terms.ContactCost * churners) + (wasted * stayers);
            if (from < mean)
                (best, bestFraction) = ((mean * gained) - spent, churners + stayers);
            var weight = Mass(terms.Alpha, from, to, terms.Beta);
            expected +=
                (gained * mean * Mass(terms.Alpha + 1, from, to, terms.Beta)) - (spent * weight);
            fraction += (churners + stayers) * weight;
            from = to;
        }
        return new ChurnProfit(best, bestFraction, expected, fraction);
    }

    private static double Mass(double alpha, double from, double to, double beta) =>
        BetaDistribution.Cdf(to, alpha, beta) - BetaDistribution.Cdf(from, alpha, beta);

    private static double Pays(
        (double Churners, double Stayers) here,
        (double Churners, double Stayers) next,
        double saved,
        double wasted,
        ChurnProfitTerms terms
    )
    {
        var (churners, stayers) = (next.Churners - here.Churners, next.Stayers - here.Stayers);
        return churners > 0
            ? Math.Min(
                1,
                ((wasted * stayers) + (terms.ContactCost * churners)) / (saved * churners)
            )
            : 1;
    }

    // Churners and stayers among those contacted at each cut of the hull, from nobody to everybody.
    private static List<(double Churners, double Stayers)> Hull(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<bool> churned
    )
    {
        var values = scores.ToArray();
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(order, (i, j) => values[j].CompareTo(values[i]));
        var hull = new List<(double Churners, double Stayers)> { (0, 0) };
        var (churners, stayers) = (0, 0);
        for (var i = 0; i < order.Length; i++)
        {
            if (churned[order[i]])
                churners++;
            else
                stayers++;
            if (i + 1 < order.Length && values[order[i + 1]] == values[order[i]])
                continue;
            while (hull.Count > 1 && !TurnsDown(hull[^2], hull[^1], (churners, stayers)))
                hull.RemoveAt(hull.Count - 1);
            hull.Add((churners, stayers));
        }
        return hull;
    }

    private static bool TurnsDown(
        (double Churners, double Stayers) a,
        (double Churners, double Stayers) b,
        (double Churners, double Stayers) c
    ) =>
        (b.Churners - a.Churners) * (c.Stayers - b.Stayers)
        > (c.Churners - b.Churners) * (b.Stayers - a.Stayers);
}

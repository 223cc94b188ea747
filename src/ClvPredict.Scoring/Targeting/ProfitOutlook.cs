using ClvPredict.Models.Numerics;

namespace ClvPredict.Scoring.Targeting;

/// <summary>
/// What a list earns, given that acceptance rates are known only as Beta distributions (independent between campaigns).
/// </summary>
/// <param name="Expected">Expected profit of the list, in money.</param>
/// <param name="Low">Lower end of the range that holds <see cref="Coverage"/> of the profit's distribution, from the acceptance rates alone.</param>
/// <param name="High">Upper end.</param>
/// <param name="Coverage">Share of the distribution between them.</param>
/// <param name="ProfitProbability">Probability that the list's expected profit is above 0, from the acceptance rates alone.</param>
/// <param name="ExpectedMaximum">Profit when the list is the best one for every acceptance rate, averaged over the rates, in money: the
/// expected maximum profit (Verbraken, Verbeke and Baesens 2013, eq. 10) with each customer's own value. What it exceeds the
/// expected profit by is the value of knowing the rates.</param>
/// <param name="ExpectedFraction">Share of all customers on the best list, averaged over the rates.</param>
public sealed record ProfitOutlook(
    double Expected,
    double Low,
    double High,
    double Coverage,
    double ProfitProbability,
    double ExpectedMaximum,
    double ExpectedFraction
)
{
    private const double RangeCoverage = 0.8;

    // Points of a rank-1 lattice (Korobov 1959): each campaign's rates stand in for equal shares of its distribution, and
    // those of two campaigns do not move together. Primes, with the generator that L'Ecuyer 1999 lists for the first.
    private const int RangePoints = 1021;
    private const int MaximumPoints = 31;
    private const int Generator = 76;

    /// <summary>Computes the outlook of a list.</summary>
    /// <param name="plan">The list.</param>
    /// <param name="cancellationToken">Checked once a point.</param>
    public static ProfitOutlook Of(TargetPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (saved, spent) = Totals(plan);
        var rates = Rates(plan.Economics, RangePoints);
        var profits = new double[RangePoints];
        for (var point = 0; point < RangePoints; point++)
        {
            var profit = 0.0;
            for (var k = 0; k < saved.Length; k++)
                profit += (rates[k][point] * saved[k]) - spent[k];
            profits[point] = profit;
        }
        Array.Sort(profits);
        var (maximum, fraction) = IsFree(plan.Economics)
            ? Free(plan)
            : Bound(plan, cancellationToken);
        return new ProfitOutlook(
            plan.ListProfit,
            Quantile(profits, 0.5 * (1 - RangeCoverage)),
            Quantile(profits, 0.5 * (1 + RangeCoverage)),
            RangeCoverage,
            (double)profits.Count(p => p > 0) / RangePoints,
            maximum,
            fraction
        );
    }

    // One campaign without bounds: customers do not depend on each other, and the mean over the rates is in closed form.
    private static bool IsFree(RetentionEconomics economics) =>
        economics
            is {
                Budget: double.PositiveInfinity,
                Campaigns: [{ MaxContacts: null, MinSegmentSize: < 2 }]
            };

    private static (double Maximum, double Fraction) Free(TargetPlan plan)
    {
        var campaign = plan.Economics.Campaigns[0];
        var (alpha, beta) = Shapes(campaign);
        var (maximum, contacted) = (0.0, 0.0);
        var n = plan.Prospects.Count;
        for (var i = 0; i < n; i++)
        {
            if (
                campaign.IsDiscount
                && plan.Prospects.Guard(i, plan.Economics) != DiscountGuard.None
            )
                continue;
            var value = plan.Value(0, i);
            // The contact pays from this acceptance rate on.
            var from = value.Saved > 0 ? value.Spent / value.Saved : double.PositiveInfinity;
            if (from >= 1)
                continue;
            if (alpha <= 0 || beta <= 0)
            {
                maximum += Math.Max(0, value.Profit(campaign.Acceptance));
                contacted += value.Profit(campaign.Acceptance) > 0 ? 1 : 0;
                continue;
            }
            var pays = 1 - BetaDistribution.Cdf(from, alpha, beta);
            maximum +=
                (
                    value.Saved
                    * campaign.Acceptance
                    * (1 - BetaDistribution.Cdf(from, alpha + 1, beta))
                ) - (value.Spent * pays);
            contacted += pays;
        }
        return (maximum, contacted / n);
    }

    private static (double Maximum, double Fraction) Bound(
        TargetPlan plan,
        CancellationToken cancellationToken
    )
    {
        var rates = Rates(plan.Economics, MaximumPoints);
        var at = new double[rates.Length];
        // The budget is one of expected cost at the mean rates, whatever the rates turn out to be: the same lists are allowed, the
        // present one among them, and only what others earn more is averaged.
        var costs = RetentionTargeting.Costs(plan.Prospects, plan.Economics);
        var (gained, contacted) = (0.0, 0.0);
        for (var point = 0; point < MaximumPoints; point++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var k = 0; k < at.Length; k++)
                at[k] = rates[k][point];
            var profits = RetentionTargeting.Profits(plan.Prospects, plan.Economics, at);
            var (chosen, _) = RetentionTargeting.Choose(profits, costs, plan.Economics);
            var gain = 0.0;
            for (var i = 0; i < chosen.Length; i++)
            {
                gain += chosen[i] >= 0 ? profits[chosen[i]][i] : 0;
                gain -= plan.Campaign[i] >= 0 ? profits[plan.Campaign[i]][i] : 0;
                contacted += chosen[i] >= 0 ? 1 : 0;
            }
            gained += Math.Max(0, gain);
        }
        return (
            plan.ListProfit + (gained / MaximumPoints),
            contacted / MaximumPoints / plan.Prospects.Count
        );
    }

    private static (double[] Saved, double[] Spent) Totals(TargetPlan plan)
    {
        var campaigns = plan.Economics.Campaigns.Length;
        var (saved, spent) = (new double[campaigns], new double[campaigns]);
        for (var i = 0; i < plan.Campaign.Length; i++)
        {
            var k = plan.Campaign[i];
            if (k < 0)
                continue;
            var value = plan.Value(k, i);
            saved[k] += value.Saved;
            spent[k] += value.Spent;
        }
        return (saved, spent);
    }

    // By campaign, the acceptance rate at each point.
    private static double[][] Rates(RetentionEconomics economics, int points)
    {
        var rates = new double[economics.Campaigns.Length][];
        var stride = 1L;
        for (var k = 0; k < rates.Length; k++)
        {
            var (alpha, beta) = Shapes(economics.Campaigns[k]);
            rates[k] = new double[points];
            for (var point = 0; point < points; point++)
            {
                var u = (((point * stride) % points) + 0.5) / points;
                rates[k][point] =
                    alpha > 0 && beta > 0
                        ? BetaDistribution.Quantile(u, alpha, beta)
                        : economics.Campaigns[k].Acceptance;
            }
            stride = stride * Generator % points;
        }
        return rates;
    }

    private static (double Alpha, double Beta) Shapes(RetentionCampaign campaign) =>
        (
            campaign.Acceptance * campaign.AcceptanceStrength,
            (1 - campaign.Acceptance) * campaign.AcceptanceStrength
        );

    private static double Quantile(double[] sorted, double q) =>
        sorted[(int)Math.Round(q * (sorted.Length - 1))];
}

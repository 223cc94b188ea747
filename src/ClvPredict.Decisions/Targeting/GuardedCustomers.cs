using ClvPredict.Scoring.Targeting;

namespace ClvPredict.Decisions.Targeting;

/// <summary>Whom the discount guard keeps from discounts, and what that saves and costs.</summary>
internal static class GuardedCustomers
{
    /// <summary>The guard of a list; null where no campaign is a discount.</summary>
    public static DiscountGuardReport? Report(TargetPlan plan)
    {
        var offer = plan
            .Economics.Campaigns.Where(c => c.IsDiscount)
            .Select(c => (double?)c.OfferCost)
            .Min();
        if (offer is not { } cheapest)
            return null;
        var open = plan.Economics with
        {
            Campaigns = [.. plan.Economics.Campaigns.Select(c => c with { IsDiscount = false })],
        };
        var unguarded = RetentionTargeting.Plan(plan.Prospects, open);
        var (fullPrice, stayers, spared, known) = (0, 0, 0, false);
        var (saved, sparedMargin) = (0.0, 0.0);
        for (var i = 0; i < plan.Prospects.Count; i++)
        {
            known |= double.IsFinite(plan.Prospects.DiscountShare[i]);
            switch (plan.Prospects.Guard(i, plan.Economics))
            {
                case DiscountGuard.FullPriceBuyer:
                    fullPrice++;
                    break;
                case DiscountGuard.SureStayer:
                    stayers++;
                    break;
                default:
                    continue;
            }
            var stays = 1 - plan.Prospects.ChurnProbability[i];
            saved += stays * cheapest;
            var k = unguarded.Campaign[i];
            if (k < 0 || !plan.Economics.Campaigns[k].IsDiscount)
                continue;
            spared++;
            sparedMargin += stays * plan.Economics.Campaigns[k].OfferCost;
        }
        return new DiscountGuardReport(
            fullPrice,
            stayers,
            known,
            saved,
            spared,
            sparedMargin,
            unguarded.ListProfit - plan.ListProfit
        );
    }
}

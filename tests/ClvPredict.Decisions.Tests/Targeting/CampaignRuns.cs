using ClvPredict.Scoring;
using ClvPredict.Scoring.Targeting;

namespace ClvPredict.Decisions.Tests.Targeting;

/// <summary>
/// A shop with known responses: each customer has a true churn probability, is gone for good with some probability, and is worth
/// something when kept; predictions see these through noise. A list's profit is that of the truth, not of the predictions.
/// </summary>
public static class CampaignRuns
{
    /// <summary>True expected profit of our list and of lists of the same cost by other rules.</summary>
    /// <param name="customers">Number of customers.</param>
    /// <param name="budgetShare">Budget as a share of what contacting everyone whose contact pays would cost.</param>
    /// <param name="noise">Standard deviation of the predictions' error, in log odds and logs.</param>
    /// <param name="seed">Seed of everything random.</param>
    public static CampaignRunResult Run(int customers, double budgetShare, double noise, int seed)
    {
        var random = new Random(seed);
        var campaign = new RetentionCampaign { ContactCost = 1, OfferCost = 10 };
        var truth = new ContactValue[customers];
        var (churn, savable, worth) = (
            new double[customers],
            new double[customers],
            new double[customers]
        );
        // How often the offer works is as uncertain as the prior says: Beta(6, 14).
        var acceptance = Beta(random, 6, 14);
        for (var i = 0; i < customers; i++)
        {
            var logOdds = 1.2 * Normal(random);
            var aliveOdds = 1.5 + Normal(random);
            var log = Math.Log(80) + Normal(random);
            truth[i] = ContactValue.Of(
                Logistic(logOdds),
                Logistic(logOdds) * Logistic(aliveOdds),
                Math.Exp(log),
                campaign
            );
            churn[i] = Logistic(logOdds + (noise * Normal(random)));
            savable[i] = churn[i] * Logistic(aliveOdds + (noise * Normal(random)));
            worth[i] = Math.Exp(log + (noise * Normal(random)));
        }
        var prospects = new ContactProspects
        {
            ChurnProbability = [.. churn],
            SavableProbability = [.. savable],
            ValueIfActive = [.. worth],
            DiscountShare = [.. churn.Select(_ => double.NaN)],
        };
        var economics = new RetentionEconomics { Campaigns = [campaign] };
        var free = RetentionTargeting.Plan(prospects, economics);
        var plan = RetentionTargeting.Plan(
            prospects,
            economics with
            {
                Budget = budgetShare * free.ListCost,
            }
        );
        return new CampaignRunResult(
            Profit(plan.Targets()),
            Profit(SameCost(i => churn[i])),
            Profit(SameCost(i => (1 - churn[i]) * worth[i])),
            Profit(SameCost(_ => random.NextDouble()))
        );

        double Profit(IEnumerable<int> list) => list.Sum(i => truth[i].Profit(acceptance));

        IEnumerable<int> SameCost(Func<int, double> score)
        {
            var spent = 0.0;
            foreach (var i in Enumerable.Range(0, customers).OrderByDescending(score))
            {
                spent += plan.Cost[i];
                if (spent > plan.ListCost)
                    yield break;
                yield return i;
            }
        }
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
        * Math.Cos(2 * Math.PI * random.NextDouble());

    // Whole shapes: the a-th smallest of a + b - 1 uniform numbers.
    private static double Beta(Random random, int a, int b)
    {
        var draws = Enumerable.Range(0, a + b - 1).Select(_ => random.NextDouble()).Order();
        return draws.ElementAt(a - 1);
    }
}

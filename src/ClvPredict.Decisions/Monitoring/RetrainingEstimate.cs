using ClvPredict.Scoring;
using ClvPredict.Scoring.Targeting;

namespace ClvPredict.Decisions.Monitoring;

/// <summary>Whether a new training would pay: what the contact list would earn more if it were chosen by corrected values.</summary>
internal static class RetrainingEstimate
{
    public static RetrainingGain Of(
        CustomerScores scores,
        ForecastDrift drift,
        MonitorOptions options
    )
    {
        var factor = double.IsNaN(drift.HoldoutValue) ? 1 : Math.Max(0, 1 + drift.HoldoutValue);
        var plan = scores.Plan;
        var corrected = plan.Prospects with
        {
            ValueIfActive = [.. plan.Prospects.ValueIfActive.Select(v => v * factor)],
        };
        var present = 0.0;
        for (var i = 0; i < corrected.Count; i++)
        {
            if (plan.Campaign[i] < 0)
                continue;
            var campaign = plan.Economics.Campaigns[plan.Campaign[i]];
            present += ContactValue
                .Of(
                    corrected.ChurnProbability[i],
                    corrected.SavableProbability[i],
                    corrected.ValueIfActive[i],
                    campaign
                )
                .Profit(campaign.Acceptance);
        }
        var best = RetentionTargeting.Plan(corrected, plan.Economics).ListProfit;
        var forecast = scores.TotalPredictedClv;
        var gain = best - present;
        return new RetrainingGain(
            forecast,
            forecast * factor,
            present,
            best,
            gain > 0 && gain >= options.RetrainCost && gain >= options.LeastGainShare * best
        );
    }
}

using ClvPredict.Decisions.Explaining;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Tests.Explaining;

public sealed class FeatureEffectsTests
{
    private static readonly CustomerScorer s_scorer = new(ScoredShop.Quarter.Model);
    private static readonly CustomerScores s_scores = ScoredShop.Quarter.Scores;

    [Fact]
    public void Of_AllCustomers_IsTheMeanOfTheExplanations()
    {
        var effects = FeatureEffects.Of(s_scorer, s_scores);

        effects.Sampled.ShouldBe(s_scores.Customers.Length);
        effects.Features.ShouldNotBeEmpty("the shop's model has trees");
        // The plain twin: explain every customer and average.
        foreach (var feature in effects.Features)
        {
            var mean = Enumerable
                .Range(0, s_scores.Customers.Length)
                .Average(row => Math.Abs(Log(row, feature.Feature, effects.Output)));
            feature.MeanEffect.ShouldBe(Math.Exp(mean) - 1, 1e-9);
            feature.Points.ShouldAllBe(p => p.Factor > 0);
            feature.Direction.ShouldBeInRange(-1, 1);
        }
        effects
            .Features.Select(f => f.MeanEffect)
            .ShouldBe(effects.Features.Select(f => f.MeanEffect).OrderDescending());
        effects.Features.ShouldAllBe(f => !ModelInputs.PriorNames.Contains(f.Feature));
    }

    [Fact]
    public void Of_OtherThreads_IsTheSame()
    {
        var options = new FeatureEffectsOptions { Customers = 60, Points = 20 };

        var one = FeatureEffects.Of(s_scorer, s_scores, options);
        var four = FeatureEffects.Of(s_scorer, s_scores, options, threads: 4);

        one.Sampled.ShouldBe(60);
        four.Features.Select(f => (f.Feature, f.MeanEffect))
            .ShouldBe(one.Features.Select(f => (f.Feature, f.MeanEffect)));
        four.Features[0].Points.ShouldBe(one.Features[0].Points);
    }

    private static double Log(int row, string feature, ExplainedOutput output) =>
        s_scorer
            .Explainer.Explain(s_scores.Predictions, row, output)
            .Factors.Where(f => f.Input == feature)
            .Sum(f => Math.Log(f.Factor));
}

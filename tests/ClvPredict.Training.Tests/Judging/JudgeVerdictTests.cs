using System.Collections.Immutable;
using ClvPredict.Models.Evaluation;

namespace ClvPredict.Training.Judging.Tests;

public class JudgeVerdictTests
{
    [Fact]
    public void Of_StackAheadOfEverything_ShipsItWithGradeA()
    {
        var report = JudgeVerdict.Of(Origins(), Gains(mean: 0.3, rule: 0.1, prior: 0.02));

        report.Grade.ShouldBe("A");
        report.HoldoutValue.ShouldBe(PredictionForm.Stack);
        report.Verdict.ShouldContain("spend rate x retention");
    }

    [Fact]
    public void Of_PriorNoWorse_IsGradeB()
    {
        JudgeVerdict.Of(Origins(), Gains(0.3, 0.1, 0.001)).Grade.ShouldBe("B");
    }

    [Fact]
    public void Of_SimpleRuleNoWorse_IsGradeC()
    {
        var report = JudgeVerdict.Of(Origins(), Gains(0.3, 0.001, 0.02));

        report.Grade.ShouldBe("C");
        report.HoldoutValue.ShouldBe(PredictionForm.Stack);
    }

    [Fact]
    public void Of_SimpleRuleBetterBeyondChance_ShipsTheRule()
    {
        var report = JudgeVerdict.Of(Origins(), Gains(0.3, -0.1, 0.02));

        report.Grade.ShouldBe("D");
        report.HoldoutValue.ShouldBe(PredictionForm.RateRetention);
        report.Activity.ShouldBe(PredictionForm.Stack);
        report.Verdict.ShouldContain("spend rate x retention ships");
    }

    [Fact]
    public void Of_NothingBetterThanTheMean_SaysNoEvidenceOfSkill()
    {
        var report = JudgeVerdict.Of(Origins(), Gains(0.001, 0.001, 0.02));

        report.Grade.ShouldBe("F");
        report.HoldoutValue.ShouldBe(PredictionForm.CohortMean);
        report.Activity.ShouldBe(PredictionForm.CohortMean);
        report.Verdict.ShouldContain("no evidence of skill");
    }

    [Theory]
    [InlineData(0.02, "2.0 % below (95 % interval 1.0 % to 3.0 % below)")]
    [InlineData(-0.02, "2.0 % above (95 % interval 1.0 % to 3.0 % above)")]
    [InlineData(0.004, "0.4 % below (95 % interval 1.4 % below to 0.6 % above)")]
    public void Of_GainOverThePrior_IsSaidInOneDirection(double prior, string words) =>
        JudgeVerdict
            .Of(Origins(), Gains(mean: 0.3, rule: 0.1, prior))
            .Verdict.ShouldContain(words + " (the prior alone)");

    private static ImmutableArray<JudgedOrigin> Origins() =>
        [new JudgedOrigin(new DateOnly(2024, 1, 1), "90d", 1_000, -0.05, -0.1)];

    // Intervals of plus and minus 0.01.
    private static ImmutableArray<JudgedGain> Gains(double mean, double rule, double prior)
    {
        JudgedGain Of(string target, PredictionForm against, double gain) =>
            new(target, against, gain, gain - 0.01, gain + 0.01, gain > 0 ? 1 : 0);
        return
        [
            Of("activity", PredictionForm.CohortMean, mean),
            Of("activity", PredictionForm.Prior, prior),
            Of("orders", PredictionForm.CohortMean, mean),
            Of("orders", PredictionForm.Prior, prior),
            Of("value", PredictionForm.CohortMean, mean),
            Of("value", PredictionForm.RateRetention, rule),
            Of("value", PredictionForm.Prior, prior),
        ];
    }
}

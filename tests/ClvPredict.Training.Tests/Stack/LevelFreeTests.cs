using ClvPredict.Models.Evaluation;

namespace ClvPredict.Training.Stack.Tests;

public class LevelFreeTests
{
    private static readonly double[] s_f = [-1, 0, 0.5, 2, 1];
    private static readonly double[] s_counts = [0, 1, 0, 5, 2];
    private static readonly double[] s_labels = [0, 1, 0, 1, 1];

    [Fact]
    public void LogShift_AnyPredictions_MakesTotalsEqual()
    {
        var c = LevelFree.LogShift(s_f, s_counts);

        s_f.Sum(f => Math.Exp(f + c)).ShouldBe(s_counts.Sum(), 1e-12);
    }

    [Fact]
    public void LogitShift_AnyPredictions_MakesTheMeanTheRate()
    {
        var c = LevelFree.LogitShift(s_f, 0.3);

        s_f.Average(f => 1 / (1 + Math.Exp(-(f + c)))).ShouldBe(0.3, 1e-12);
    }

    [Fact]
    public void Losses_PredictionsShiftedByAConstant_StayTheSame()
    {
        double[] shifted = [.. s_f.Select(f => f + 3)];

        Same(LevelFree.LogLoss(s_f, s_labels), LevelFree.LogLoss(shifted, s_labels));
        Same(LevelFree.Poisson(s_f, s_counts), LevelFree.Poisson(shifted, s_counts));
        Same(LevelFree.Tweedie(s_f, s_counts), LevelFree.Tweedie(shifted, s_counts));
    }

    [Fact]
    public void Losses_PredictionsRightInTotal_EqualTheDeviancesOfTheMetrics()
    {
        var c = LevelFree.LogShift(s_f, s_counts);
        double[] means = [.. s_f.Select(f => Math.Exp(f + c))];

        LevelFree
            .Poisson(s_f, s_counts)
            .Average()
            .ShouldBe(Deviance.Poisson(means, s_counts), 1e-12);
        LevelFree
            .Tweedie(s_f, s_counts)
            .Average()
            .ShouldBe(Deviance.Tweedie(means, s_counts), 1e-12);
    }

    private static void Same(double[] a, double[] b)
    {
        for (var i = 0; i < a.Length; i++)
            a[i].ShouldBe(b[i], 1e-9);
    }
}

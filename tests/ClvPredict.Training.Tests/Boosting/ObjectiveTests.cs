using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Training.Tests.Boosting;

public class ObjectiveTests
{
    private static readonly double[] s_weights = [1, 2, 0.5, 3, 1, 1, 0, 4];
    private static readonly double[] s_scores = [-2, -0.7, 0.1, 0.4, 1, 1.6, 2.5, -1];

    public static TheoryData<int> Indices() =>
        new(Enumerable.Range(0, MadeUpRows.Objectives().Length));

    [Theory]
    [MemberData(nameof(Indices))]
    public void Gradients_EveryObjective_EqualFiniteDifferencesOfHalfTheDeviance(int index)
    {
        var objective = MadeUpRows.Objectives()[index];
        var labels = LabelsFor(objective);
        var (g, h) = (new float[labels.Length], new float[labels.Length]);

        objective.Gradients(labels, s_weights, s_scores, g, h);

        // Central differences with step 1e-4 err by step² times a derivative near 1, and by 1e-16 / step²; float32 by 6e-8.
        const double Step = 1e-4;
        for (var row = 0; row < labels.Length; row++)
        {
            var lower = HalfDeviance(objective, labels, row, -Step);
            var middle = HalfDeviance(objective, labels, row, 0);
            var upper = HalfDeviance(objective, labels, row, Step);
            ((double)g[row]).ShouldBe((upper - lower) / (2 * Step), 1e-6 * (1 + Math.Abs(g[row])));
            var curvature = (upper - 2 * middle + lower) / (Step * Step);
            if (objective is HuberObjective or QuantileObjective)
                // A bound in place of a hessian that vanishes: 1 a unit of weight.
                ((double)h[row]).ShouldBe(Math.Max(s_weights[row], curvature), 1e-5);
            else
                ((double)h[row]).ShouldBe(curvature, 1e-5 * (1 + Math.Abs(h[row])));
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void BestShift_EveryObjective_NoOtherShiftIsBetter(int index)
    {
        var objective = MadeUpRows.Objectives()[index];
        var labels = LabelsFor(objective);

        var shift = objective.BestShift(labels, s_weights, s_scores);

        var best = objective.DevianceSum(labels, s_weights, s_scores, shift);
        objective.DevianceSum(labels, s_weights, s_scores, shift - 1e-3).ShouldBeGreaterThan(best);
        objective.DevianceSum(labels, s_weights, s_scores, shift + 1e-3).ShouldBeGreaterThan(best);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void DevianceSum_PerfectScores_IsZero(int index)
    {
        var objective = MadeUpRows.Objectives()[index];
        double[] labels = [0.3, 0.8];
        var scores = Array.ConvertAll(
            labels,
            y =>
                objective switch
                {
                    LogisticObjective => Math.Log(y / (1 - y)),
                    LogLinkObjective => Math.Log(y),
                    _ => y,
                }
        );

        // A handful of roundings of numbers near 1.
        objective.DevianceSum(labels, [], scores).ShouldBe(0, 1e-14);
    }

    [Fact]
    public void DevianceSum_PublishedFormulas_AreMet()
    {
        double[] y = [2];
        double[] f = [0.5];
        var m = Math.Exp(0.5);

        // scikit-learn 1.4 d2 documentation: mean_poisson_deviance 2(y log(y/m) - y + m), mean_gamma_deviance
        // 2(log(m/y) + y/m - 1), mean_tweedie_deviance 2(y^(2-p)/((1-p)(2-p)) - y m^(1-p)/(1-p) + m^(2-p)/(2-p)).
        new PoissonObjective()
            .DevianceSum(y, [], f)
            .ShouldBe(2 * (2 * Math.Log(2 / m) - 2 + m), 1e-14);
        new GammaObjective()
            .DevianceSum(y, [], f)
            .ShouldBe(2 * (Math.Log(m / 2) + 2 / m - 1), 1e-14);
        new TweedieObjective(1.5)
            .DevianceSum(y, [], f)
            .ShouldBe(2 * (-4 * Math.Sqrt(2) + 4 / Math.Sqrt(m) + 2 * Math.Sqrt(m)), 1e-13);
        new LogisticObjective()
            .DevianceSum([1], [], f)
            .ShouldBe(2 * Math.Log(1 + Math.Exp(-0.5)), 1e-14);
        new HuberObjective(1).DevianceSum([4], [], [1]).ShouldBe(2 * 3 - 1, 1e-14);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void BestShift_Quantile_LeavesTheShareBelow(double level)
    {
        var random = new Random(12);
        var labels = Enumerable.Range(0, 101).Select(_ => MadeUpRows.Normal(random)).ToArray();
        var scores = Enumerable.Range(0, 101).Select(_ => MadeUpRows.Normal(random)).ToArray();
        var weights = Enumerable.Range(0, 101).Select(row => (double)(row % 4)).ToArray();
        var objective = new QuantileObjective(level);

        var shift = objective.BestShift(labels, [], scores);
        var weighted = objective.BestShift(labels, weights, scores);

        bool IsBelow(int row, double by) => labels[row] - scores[row] < by;
        var rows = Enumerable.Range(0, 101).ToList();
        rows.Count(row => IsBelow(row, shift)).ShouldBe((int)Math.Floor(101 * level));
        // One residual, of weight 3 at most, lies on the quantile itself.
        rows.Where(row => IsBelow(row, weighted))
            .Sum(row => weights[row])
            .ShouldBe(level * weights.Sum(), 3);
        objective.BestShift(labels, [.. Enumerable.Repeat(1.0, 101)], scores).ShouldBe(shift);
    }

    [Fact]
    public void Gradients_ExtremeLogOdds_StayFinite()
    {
        var (g, h) = (new float[4], new float[4]);

        new LogisticObjective().Gradients([0, 1, 0, 1], [], [800, 800, -800, -800], g, h);

        g.ShouldBe([1, 0, 0, -1]);
        h.ShouldAllBe(x => x == 0);
    }

    [Fact]
    public void BestShift_AllLabelsZero_IsFinite()
    {
        new PoissonObjective().BestShift([0, 0], [], [0, 0]).ShouldBe(Math.Log(1e-12), 1e-9);
        new LogisticObjective().BestShift([0, 0], [], [0, 0]).ShouldBeInRange(-30, -15);
    }

    [Fact]
    public void Gradients_MoreRowsThanAChunk_EqualRowByRow()
    {
        var objective = new TweedieObjective(1.5);
        var random = new Random(3);
        var scores = Enumerable.Range(0, 1001).Select(_ => random.NextDouble() * 4 - 2).ToArray();
        var labels = scores.Select(f => Math.Max(0, f)).ToArray();
        var (g, h) = (new float[1001], new float[1001]);
        var (g1, h1) = (new float[1], new float[1]);

        objective.Gradients(labels, [], scores, g, h);

        for (var row = 0; row < labels.Length; row++)
        {
            objective.Gradients([labels[row]], [], [scores[row]], g1, h1);
            (g[row], h[row]).ShouldBe((g1[0], h1[0]));
        }
    }

    [Fact]
    public void Gradients_LengthsThatDiffer_AreRefused() =>
        Should.Throw<ArgumentException>(() =>
            new SquaredObjective().Gradients([1, 2], [], [1], new float[2], new float[2])
        );

    private static double HalfDeviance(
        Objective objective,
        double[] labels,
        int row,
        double step
    ) => objective.DevianceSum([labels[row]], [s_weights[row]], [s_scores[row]], step) / 2;

    private static double[] LabelsFor(Objective objective) =>
        objective switch
        {
            LogisticObjective => [0, 1, 0.3, 1, 0, 1, 1, 0],
            GammaObjective => [0.2, 1, 3, 0.5, 2, 4, 1, 0.1],
            LogLinkObjective => [0, 1, 3, 0, 2, 4, 1, 0],
            _ => [0, -1, 0.5, 0, 2, 4.2, 1, -3],
        };
}

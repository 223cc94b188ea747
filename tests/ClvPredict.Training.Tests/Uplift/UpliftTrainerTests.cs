using ClvPredict.Data;
using ClvPredict.Training.Uplift;

namespace ClvPredict.Training.Tests.Uplift;

public class UpliftTrainerTests
{
    private static readonly UpliftOptions s_options = new() { Draws = 100, Folds = 3 };

    [Fact]
    public void Train_ResponseDependsOnAFeature_RanksRespondersBetterThanChance()
    {
        // Treating helps by 4 where x > 0.5 and harms by 2 elsewhere.
        var data = History(3000, seed: 1, (x, _) => x > 0.5 ? 4 : -2, out var truth);

        var result = UpliftTrainer.Train(data, [], s_options);

        result.Summary.XLearner.Ranks.ShouldBeTrue();
        result.Summary.TwoModel.Ranks.ShouldBeTrue();
        result.Summary.AverageEffect.ShouldBe(truth.Average(), 0.5);
        Correlation(result.XLearner, truth).ShouldBeGreaterThan(0.8);
        result.Summary.Deciles[0].Observed.ShouldBeGreaterThan(result.Summary.Deciles[^1].Observed);
    }

    [Fact]
    public void Train_SameEffectForAll_ClaimsNoRanking()
    {
        var claims = Enumerable
            .Range(1, 8)
            .Count(seed =>
                UpliftTrainer
                    .Train(History(1500, seed, (_, _) => 1, out _), [], s_options)
                    .Summary.XLearner.Ranks
            );

        claims.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Train_SmallControlGroup_XLearnerIsCloserToTheTruthThanTwoModels()
    {
        // The case the X-learner is for (Künzel and others 2019): the effect is simple, the outcome is not, the groups are unequal.
        var data = History(
            4000,
            seed: 5,
            (_, _) => 2,
            out var truth,
            controlShare: 0.08,
            baseline: (x, z) => 30 * Math.Sin(6 * x) * z
        );

        var result = UpliftTrainer.Train(data, [], s_options);

        Error(result.XLearner, truth).ShouldBeLessThan(Error(result.TwoModel, truth));
    }

    [Fact]
    public void Train_OtherThreadsAndOtherCustomers_GivesTheSameNumbers()
    {
        var data = History(900, seed: 3, (x, _) => 6 * x, out _);

        var one = UpliftTrainer.Train(data, data.Columns, s_options);
        var two = UpliftTrainer.Train(data, data.Columns, s_options with { Threads = 2 });

        two.XLearner.ShouldBe(one.XLearner);
        two.Summary.XLearner.ShouldBe(one.Summary.XLearner);
        one.XLearner.Length.ShouldBe(1800);
    }

    [Fact]
    public void Quality_PerfectAndConstantOrders_HaveTheAreasOfTheDefinition()
    {
        // Two of four customers respond, by 10: treating the right half first gains 5 a customer at half, and stays.
        var data = Pairs(400, i => i < 200 ? 10 : 0);
        double[] right = [.. Enumerable.Range(0, 400).Select(i => i < 200 ? 1.0 : 0)];

        var best = new QiniCurve(data, right).Quality(s_options);
        var none = new QiniCurve(data, new double[400]).Quality(s_options);

        // Qini's curve counts per customer of the whole: 10 x 100 treated / 400 = 2.5 at half the customers, then level.
        // Area 0.5 x 0.5 x 2.5 + 0.5 x 2.5, less the triangle 0.5 x 2.5.
        best.Qini.ShouldBe(0.625, 1e-9);
        best.Auuc.ShouldBe((0.5 * 0.5 * 5) + (0.5 * 5), 1e-9);
        none.Qini.ShouldBe(0, 1e-9);
        none.Auuc.ShouldBe(2.5, 1e-9);
        best.Ranks.ShouldBeTrue();
        none.Ranks.ShouldBeFalse();
    }

    [Fact]
    public void Data_GroupTooSmall_IsRefused()
    {
        Should
            .Throw<OrderDataException>(() => Pairs(100, _ => 0))
            .Message.ShouldContain("at least 100");
    }

    // Every other customer is treated; the control group brings 0.
    private static UpliftData Pairs(int customers, Func<int, double> effect)
    {
        var ids = Enumerable.Range(0, customers).Select(i => $"c{i:D5}").ToArray();
        bool[] treated = [.. ids.Select((_, i) => i % 2 == 0)];
        double[] outcomes = [.. ids.Select((_, i) => i % 2 == 0 ? effect(i) : 0)];
        return new UpliftData(ids, [new float[customers]], treated, outcomes);
    }

    private static UpliftData History(
        int customers,
        int seed,
        Func<double, double, double> effect,
        out double[] truth,
        double controlShare = 0.5,
        Func<double, double, double>? baseline = null
    )
    {
        var random = new Random(seed);
        var (x, z) = (new float[customers], new float[customers]);
        var (treated, outcomes) = (new bool[customers], new double[customers]);
        truth = new double[customers];
        for (var i = 0; i < customers; i++)
        {
            (x[i], z[i]) = (random.NextSingle(), random.NextSingle());
            truth[i] = effect(x[i], z[i]);
            treated[i] = random.NextDouble() >= controlShare;
            outcomes[i] =
                (baseline?.Invoke(x[i], z[i]) ?? (5 * z[i]))
                + (treated[i] ? truth[i] : 0)
                + (6 * (random.NextDouble() - 0.5));
        }
        return new UpliftData(
            [.. Enumerable.Range(0, customers).Select(i => $"c{i:D5}")],
            [x, z],
            treated,
            outcomes
        );
    }

    private static double Error(IReadOnlyList<double> uplift, double[] truth) =>
        truth.Select((t, i) => (uplift[i] - t) * (uplift[i] - t)).Average();

    private static double Correlation(IReadOnlyList<double> a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        return b.Select((v, i) => (v - meanB) * (a[i] - meanA)).Sum()
            / Math.Sqrt(
                a.Sum(v => (v - meanA) * (v - meanA)) * b.Sum(v => (v - meanB) * (v - meanB))
            );
    }
}

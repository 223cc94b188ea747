using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.MlNet;

namespace ClvPredict.Models.Package.Tests;

public class ClvChainTests
{
    [Fact]
    public void Build_HandMadeParts_ComputesTheStatedFormulas()
    {
        var model = MlNetModel.Create(ClvChain.Build(SampleModel.Parts(), SampleModel.Contract));
        var batch = new ColumnBatch(1);
        foreach (var name in model.InputColumns)
            batch.SetNumbers(name, new[] { 0.5f });
        Set(FeatureName(FeatureId.DaysSinceLastOrder), 90); // activity boost: -0.7
        Set(FeatureName(FeatureId.RepeatOrders), 1); // orders boost: -0.1
        Set(FeatureName(FeatureId.Orders90d), 2); // orders plain: 0.5
        Set(ModelInputs.ActiveOdds, 2);
        Set(ModelInputs.Orders, 3);
        Set(ModelInputs.Value, 60);
        Set(ModelInputs.OrderValue, 25);
        Set(ModelInputs.KeepShare, 0.9f);

        model.Apply(batch);

        var orders = Math.Exp(Math.Log(3) + (0.5 * -0.1) + (0.25 * (0.5 - Math.Log(3))) + 0.05);
        var odds = (1.1 * (Math.Log(2) + (0.75 * -0.7))) - 0.2;
        Value(ClvChain.ExpectedOrders).ShouldBe(orders, 1e-5 * orders); // float32 operations
        Value(ClvChain.ChurnProbability).ShouldBe(1 / (1 + Math.Exp(odds)), 1e-5);
        var clv =
            0.4 * 0.9 * Math.Exp((0.5 * (Math.Log(60) + Math.Log(orders) + Math.Log(25))) - 0.01);
        Value(ClvChain.PredictedClv).ShouldBe(clv, 1e-5 * clv);

        void Set(string name, float value) => batch.SetNumbers(name, new[] { value });
        double Value(string name) => batch.Numbers(name)[0];
    }

    [Fact]
    public void Build_PriorOnly_ReturnsThePrior()
    {
        var parts = new ChainParts
        {
            Activity = TargetBlend.PriorOnly,
            Orders = TargetBlend.PriorOnly,
            Value = TargetBlend.PriorOnly,
        };
        var model = MlNetModel.Create(ClvChain.Build(parts, SampleModel.Contract));
        var batch = new ColumnBatch(1);
        foreach (var name in model.InputColumns)
            batch.SetNumbers(name, new[] { 1f });
        batch.SetNumbers(ModelInputs.Orders, new[] { 0.25f });
        batch.SetNumbers(ModelInputs.ActiveOdds, new[] { 4f });

        model.Apply(batch);

        ((double)batch.Numbers(ClvChain.ExpectedOrders)[0]).ShouldBe(0.25, 1e-6);
        ((double)batch.Numbers(ClvChain.ChurnProbability)[0]).ShouldBe(0.2, 1e-6);
    }

    [Theory]
    [InlineData(10, 99, 120, 0.5 * 3 * 1.2 * 0.6)] // 120 / (99 + 1) a day, x 3, x 0.6 for a recent order, x the margin
    [InlineData(20, 99, 120, 0.5 * 3 * 1.2 * 0.6)]
    [InlineData(21, 99, 120, 0.5 * 3 * 1.2 * 0.1)]
    [InlineData(10, 99, -5, 0)]
    [InlineData(float.NaN, float.NaN, float.NaN, 0)]
    public void Build_SpendRule_ComputesIt(float silence, float age, float spend, double expected)
    {
        var parts = SampleModel.Parts() with
        {
            Margin = 0.5,
            Rule = new SpendRule(true, [new(20, 0.6), new(200, 0.1)], 3),
        };
        var model = MlNetModel.Create(ClvChain.Build(parts, SampleModel.Contract));
        var batch = new ColumnBatch(1);
        foreach (var name in model.InputColumns)
            batch.SetNumbers(name, new[] { 1f });
        batch.SetNumbers("days_since_last_order", new[] { silence });
        batch.SetNumbers("customer_age_days", new[] { age });
        batch.SetNumbers("spend_net", new[] { spend });

        model.Apply(batch);

        ((double)batch.Numbers(ClvChain.PredictedClv)[0]).ShouldBe(expected, 1e-5);
    }

    [Fact]
    public void Build_ConstantValue_IsTheSameForEveryone()
    {
        var parts = SampleModel.Parts() with
        {
            Value = TargetBlend.Constant with { Intercept = Math.Log(30) },
        };
        var model = MlNetModel.Create(ClvChain.Build(parts, SampleModel.Contract));
        var batch = new ColumnBatch(2);
        foreach (var name in model.InputColumns)
            batch.SetNumbers(name, new[] { 1f, 7f });

        model.Apply(batch);

        ((double)batch.Numbers(ClvChain.PredictedClv)[0]).ShouldBe(0.4 * 30, 1e-5);
        batch.Numbers(ClvChain.PredictedClv)[1].ShouldBe(batch.Numbers(ClvChain.PredictedClv)[0]);
    }

    private static string FeatureName(FeatureId id) => FeatureCatalog.All[(int)id].Name;
}

using ClvPredict.Models.Btyd;

namespace ClvPredict.Models.Tests.Btyd;

/// <summary>What every purchase model promises for every legal customer, extreme parameters included.</summary>
public sealed class PurchaseModelRangeTests
{
    private static readonly double[] s_parameters = [1e-4, 0.5, 1, 30, 1e4];
    private static readonly double[] s_horizons = [0, 1e-6, 26, 10_000];

    private static readonly PurchaseStatistics[] s_customers =
    [
        default,
        new(0, 0, 1e-3),
        new(0, 0, 10_000),
        new(1, 0, 10_000),
        new(1, 10_000, 10_000),
        new(5, 20, 39),
        new(10_000, 1, 10_000),
        new(10_000, 9_999, 10_000),
        new(10_000, 10, 10),
    ];

    [Fact]
    public void AllOutputs_AtTheExtremes_AreFiniteAndInRange()
    {
        foreach (var model in Models())
        {
            foreach (var customer in s_customers)
            {
                double.IsFinite(model.LogLikelihood(customer)).ShouldBeTrue($"{model} {customer}");
                model.ProbabilityAlive(customer).ShouldBeInRange(0, 1, $"{model} {customer}");
                foreach (var horizon in s_horizons)
                    CheckHorizon(model, customer, horizon);
            }
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Horizon_NegativeOrNotFinite_IsRefused(double horizon)
    {
        foreach (
            var model in new IPurchaseModel[]
            {
                new BgNbdModel(1, 1, 1, 1),
                new MbgNbdModel(1, 1, 1, 1),
                new ParetoNbdModel(1, 1, 1, 1),
            }
        )
        {
            Should.Throw<ArgumentOutOfRangeException>(() => model.ExpectedOrders(default, horizon));
            Should.Throw<ArgumentOutOfRangeException>(() =>
                model.ProbabilityActive(default, horizon)
            );
            Should.Throw<ArgumentOutOfRangeException>(() =>
                model.ExpectedOrdersOfNewCustomer(horizon)
            );
        }
    }

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(0.5, 0, 1)]
    [InlineData(double.NaN, 0, 1)]
    [InlineData(double.PositiveInfinity, 0, 1)]
    [InlineData(1, 2, 1)]
    [InlineData(1, -1, 1)]
    [InlineData(1, double.NaN, 1)]
    [InlineData(1, 0, double.NaN)]
    [InlineData(1, 0, double.PositiveInfinity)]
    [InlineData(0, 1, 2)]
    public void PurchaseStatistics_ThatContradictThemselves_AreRefused(
        double x,
        double lastOrderAge,
        double age
    ) =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            new PurchaseStatistics(x, lastOrderAge, age)
        );

    private static void CheckHorizon(
        IPurchaseModel model,
        in PurchaseStatistics customer,
        double horizon
    )
    {
        var active = model.ProbabilityActive(customer, horizon);
        var orders = model.ExpectedOrders(customer, horizon);
        var which = $"{model} {customer} {horizon}";

        active.ShouldBeInRange(0, model.ProbabilityAlive(customer) * (1 + 1e-12), which);
        double.IsFinite(orders).ShouldBeTrue(which);
        // Markov: P(at least one) <= E[number].
        orders.ShouldBeGreaterThanOrEqualTo(active * (1 - 1e-10), which);
        if (horizon == 0)
            orders.ShouldBe(0, which);
        double.IsFinite(model.ExpectedOrdersOfNewCustomer(horizon)).ShouldBeTrue(which);
    }

    private static IEnumerable<IPurchaseModel> Models()
    {
        foreach (var first in s_parameters)
        {
            foreach (var second in s_parameters)
            {
                yield return new BgNbdModel(first, second, second, first);
                yield return new MbgNbdModel(first, second, first, second);
                yield return new MbgNbdModel(0.5, first, second, 1);
                yield return new ParetoNbdModel(first, second, second, first);
                yield return new ParetoNbdModel(first, 5, second, 5);
                yield return new ParetoNbdModel(0.5, first, 0.5, second);
            }
        }
    }
}

using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Package;
using ClvPredict.TestKit;

namespace ClvPredict.Training.Stack.Tests;

public class ModelTrainerTests
{
    private static readonly DateOnly s_asOf = new(2024, 10, 1);
    private static readonly TrainingOptions s_unjudged = new() { Origins = 0 };
    private static readonly CustomerHistories s_shop = SimulatedShop.Histories(3_000, 5);

    [Fact]
    public void Train_AnyThreads_GivesTheSameBytes()
    {
        var one = ModelPackage.ToBytes(
            ModelTrainer.Train(s_shop, s_asOf, s_unjudged with { Threads = 1 })
        );
        var two = ModelPackage.ToBytes(
            ModelTrainer.Train(s_shop, s_asOf, s_unjudged with { Threads = 2 })
        );

        one.SequenceEqual(two).ShouldBeTrue();
    }

    [Fact]
    public void Train_LinesFromTheAsOfDayOn_ChangeNothing()
    {
        var before = CustomerHistories.Build(Filter(s_shop.Lines, s_asOf));

        var all = ModelTrainer.Train(s_shop, s_asOf, s_unjudged);
        var past = ModelTrainer.Train(before, s_asOf, s_unjudged);

        ModelPackage.ToBytes(all).SequenceEqual(ModelPackage.ToBytes(past)).ShouldBeTrue();
    }

    [Fact]
    public void Train_LittleData_IsThePriorAlone()
    {
        var shop = SimulatedShop.Histories(150, 1);
        var asOf = shop.FirstDay.AddDays(150);

        var model = ModelTrainer.Train(shop, asOf, s_unjudged);

        model.Manifest.Targets.ShouldAllBe(t => t.Members.IsEmpty);
        var inputs = model.Inputs(model.Features(shop, asOf));
        var predictions = model.Predict(inputs);
        var orders = inputs.Column(ModelInputs.Orders).Span;
        var factor = model.Manifest.Level.OrdersFactor;
        for (var i = 0; i < predictions.RowCount; i++)
            ((double)predictions.ExpectedOrders[i]).ShouldBe(
                orders[i] * factor,
                1e-4 * orders[i] + 1e-6
            );
    }

    [Fact]
    public void Train_AnyShop_PredictsThePriorsTotalTimesTheLevel()
    {
        var model = ModelTrainer.Train(s_shop, s_asOf, s_unjudged);

        var inputs = model.Inputs(model.Features(s_shop, s_asOf));
        var predictions = model.Predict(inputs);

        var expected = 0.0;
        for (var i = 0; i < predictions.RowCount; i++)
            expected +=
                inputs.Column(ModelInputs.Value).Span[i]
                * (double)inputs.Column(ModelInputs.KeepShare).Span[i];
        expected *= model.Manifest.Level.ValueFactor;
        Sum(predictions.PredictedClv).ShouldBe(expected, 1e-4 * expected); // float32 expressions
    }

    [Fact]
    public void Train_EveryPurchaseDayWorthOne_PredictsTheExpectedOrdersAsClv()
    {
        var model = ModelTrainer.Train(
            s_shop,
            s_asOf,
            s_unjudged with
            {
                ValueBasis = ValueBasis.Orders,
            }
        );

        var predictions = model.Predict(model.Inputs(model.Features(s_shop, s_asOf)));
        for (var i = 0; i < predictions.RowCount; i++)
            predictions
                .PredictedClv[i]
                .ShouldBe(
                    predictions.ExpectedOrders[i],
                    (1e-4f * predictions.ExpectedOrders[i]) + 1e-6f
                );
    }

    [Fact]
    public void Train_PlantedEffectThatThePriorCannotSee_IsLearntByTheTrees()
    {
        // Customers who buy one product stop soon, customers who buy three go on, for the same spend.
        var shop = TestOrders.Histories(PlantedShop());

        var model = ModelTrainer.Train(
            shop,
            TestOrders.Start.AddDays(600),
            s_unjudged with
            {
                Horizon = Horizon.Parse("90d"),
            }
        );

        model.Manifest.Targets.ShouldContain(t => !t.Members.IsEmpty);
        var basket = FeatureCatalog
            .All.Where(f => f.Group == "basket")
            .Select(f => f.Name)
            .ToArray();
        model.Manifest.Importance.Take(3).Select(f => f.Name).Intersect(basket).ShouldNotBeEmpty();
    }

    [Fact]
    public void Train_NoPurchaseBeforeTheAsOfDay_SaysSo()
    {
        var error = Should.Throw<OrderDataException>(() =>
            ModelTrainer.Train(s_shop, s_shop.FirstDay, s_unjudged)
        );

        error.Message.ShouldContain("nothing to learn from");
    }

    private static List<TestLine> PlantedShop()
    {
        var random = new Random(4);
        var lines = new List<TestLine>();
        for (var c = 0; c < 3_000; c++)
        {
            var faithful = c % 2 == 0;
            var day = TestOrders.Start.AddDays(random.Next(450));
            while (day < TestOrders.Start.AddDays(700))
            {
                for (var p = 0; p < (faithful ? 3 : 1); p++)
                    lines.Add(
                        new TestLine($"c{c}", day, faithful ? 7 : 21)
                        {
                            Order = $"{c}-{day:O}",
                            Product = $"p{p}",
                        }
                    );
                if (random.NextDouble() < (faithful ? 0.02 : 0.5))
                    break;
                day = day.AddDays(1 + random.Next(60));
            }
        }
        return lines;
    }

    private static OrderTable Filter(OrderTable t, DateOnly before)
    {
        var keep = Enumerable
            .Range(0, t.LineCount)
            .Where(i => t.Day[i] < before.DayNumber)
            .ToArray();
        var customers = keep.Select(i => t.CustomerIds[t.Customer[i]])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var index = customers.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i);
        return t with
        {
            CustomerIds = [.. customers],
            Customer = [.. keep.Select(i => index[t.CustomerIds[t.Customer[i]]])],
            Day = [.. keep.Select(i => t.Day[i])],
            SecondOfDay = [.. keep.Select(i => t.SecondOfDay[i])],
            AmountMinor = [.. keep.Select(i => t.AmountMinor[i])],
            IsReturn = [.. keep.Select(i => t.IsReturn[i])],
            Order = [.. keep.Select(i => t.Order[i])],
            Product = [.. keep.Select(i => t.Product[i])],
            Category = [.. keep.Select(i => t.Category[i])],
            Channel = [.. keep.Select(i => t.Channel[i])],
            Quantity = [.. keep.Select(i => t.Quantity[i])],
            DiscountMinor = [.. keep.Select(i => t.DiscountMinor[i])],
        };
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (var v in values)
            sum += v;
        return sum;
    }
}

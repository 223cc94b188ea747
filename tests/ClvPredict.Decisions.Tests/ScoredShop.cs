using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;
using ClvPredict.TestKit;
using ClvPredict.Training;

namespace ClvPredict.Decisions.Tests;

/// <summary>A small shop with its model and scores, trained once for all tests.</summary>
internal sealed record ScoredShop(CustomerHistories Orders, ClvModel Model, CustomerScores Scores)
{
    /// <summary>Predicts 90 days at a margin of one half.</summary>
    public static ScoredShop Quarter { get; } = Train();

    /// <summary>The same model asked for a year.</summary>
    public static ScoredShop Year { get; } = Longer(Quarter, "1y");

    private static ScoredShop Longer(ScoredShop shop, string horizon)
    {
        var model = shop.Model with { Manifest = shop.Model.Manifest with { Horizon = horizon } };
        var scores = new CustomerScorer(model).Score(shop.Orders, shop.Scores.AsOf);
        return new ScoredShop(shop.Orders, model, scores);
    }

    private static ScoredShop Train()
    {
        var orders = TestOrders.Histories([
            .. TestOrders.Random(5, 300),
            new TestLine("returns-only", TestOrders.Start.AddDays(100), -10),
        ]);
        var asOf = orders.LastDay.AddDays(1);
        var model = ModelTrainer.Train(
            orders,
            asOf,
            new TrainingOptions
            {
                Horizon = Horizon.Parse("90d"),
                Margin = 0.5,
                Origins = 0,
            }
        );
        return new ScoredShop(orders, model, new CustomerScorer(model).Score(orders, asOf));
    }
}

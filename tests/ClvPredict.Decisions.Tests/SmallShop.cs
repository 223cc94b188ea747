using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;
using ClvPredict.TestKit;
using ClvPredict.Training;

namespace ClvPredict.Decisions.Tests;

/// <summary>A shop of 400 random customers with a model of it, and more customers beside them as a test needs.</summary>
internal static class SmallShop
{
    public static IReadOnlyList<TestLine> Crowd { get; } = TestOrders.Random(21, 400);

    public static DateOnly AsOf { get; } = Crowd.Max(l => l.Day).AddDays(1);

    private static readonly Lazy<ClvModel> s_model = new(() =>
        ModelTrainer.Train(
            TestOrders.Histories(Crowd),
            AsOf,
            new TrainingOptions
            {
                Horizon = Horizon.Parse("90d"),
                Margin = 0.5,
                Origins = 0,
            }
        )
    );

    public static ClvModel Model => s_model.Value;

    public static CustomerHistories With(params IEnumerable<TestLine> more) =>
        TestOrders.Histories([.. Crowd, .. more]);

    public static CustomerScores Score(CustomerHistories histories, DateOnly? asOf = null) =>
        new CustomerScorer(Model).Score(histories, asOf ?? AsOf);

    /// <summary>A line a given number of days before the as-of day.</summary>
    public static TestLine Line(string customer, int daysAgo, decimal amount = 50) =>
        new(customer, AsOf.AddDays(-daysAgo), amount)
        {
            Order = $"{customer}-{daysAgo}",
            Product = "p1",
            Category = "k1",
        };
}

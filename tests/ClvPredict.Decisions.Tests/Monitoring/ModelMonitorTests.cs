using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Scoring;
using ClvPredict.Training;

namespace ClvPredict.Decisions.Monitoring.Tests;

public sealed class ModelMonitorTests : IClassFixture<ModelMonitorTests.Shops>
{
    private static readonly DateOnly s_trained = new(2024, 7, 1);
    private static readonly DateOnly s_now = new(2025, 1, 1);

    private readonly Shops _shops;

    public ModelMonitorTests(Shops shops) => _shops = shops;

    [Fact]
    public void Run_SameLaw_IsOkForFewAndForManyCustomers()
    {
        foreach (var shop in new[] { _shops.Small, _shops.Large })
        {
            var result = shop.Run(shop.Planted.Unchanged());

            result.Verdict.ShouldBe(MonitorVerdict.Ok, string.Join("; ", result.Reasons));
            result.Reasons.ShouldBeEmpty();
            result.Forecast.IsPartial.ShouldBeFalse();
            result.Features.ShouldBeEmpty();
            result.Retraining.Pays.ShouldBeFalse();
        }
    }

    [Fact]
    public void Run_SameLawInThePartOfAHorizon_TakesTheSeasonOut()
    {
        // Summer sells half of what the horizon's months do on average.
        var shop = _shops.Large;

        var result = shop.Run(shop.Planted.Unchanged(), new DateOnly(2024, 10, 1));

        result.Verdict.ShouldBe(MonitorVerdict.Ok, string.Join("; ", result.Reasons));
        result.Forecast.IsPartial.ShouldBeTrue();
        var now = result.Forecast.Now;
        (now.ActualValue / now.ForecastValue).ShouldBeLessThan(0.7);
    }

    [Fact]
    public void Run_SameLawInAWindowOfAnotherSeason_ComparesWithTheYearBefore()
    {
        // Of two months the latest window is November and December, and the model's level that of July and August.
        var shop = _shops.Large;
        var model = shop.Scorer.Model;
        var scorer = new CustomerScorer(
            model with
            {
                Manifest = model.Manifest with { Horizon = "60d" },
            }
        );
        var histories = shop.Planted.Unchanged();

        var result = ModelMonitor.Run(scorer, histories, scorer.Score(histories, s_now));

        result.Verdict.ShouldBe(MonitorVerdict.Ok, string.Join("; ", result.Reasons));
        result.Forecast.IsPartial.ShouldBeFalse();
        result.Forecast.Now.Cutoff.ShouldBe(s_now.AddDays(-60));
        result
            .Forecast.Reference.ShouldNotBeNull()
            .Cutoff.ShouldBe(s_now.AddDays(-60).AddYears(-1));
    }

    [Fact]
    public void Run_PricesUpByThirtyPercent_AsksForANewModelAndNamesTheSpend()
    {
        foreach (var shop in new[] { _shops.Small, _shops.Large })
        {
            var result = shop.Run(shop.Planted.Prices(1.3));

            result.Verdict.ShouldBe(MonitorVerdict.Retrain);
            var spend = result.Business.Single(m => m.What == "spend per purchase day");
            spend.Change.ShouldBe(0.3, 0.12);
            result.Forecast.HoldoutValue.ShouldBe(0.3, 0.15);
            Math.Abs(result.Forecast.Orders).ShouldBeLessThan(0.12);
            result.Retraining.CorrectedForecast.ShouldBeGreaterThan(result.Retraining.Forecast);
        }
    }

    [Fact]
    public void Run_BuyingRateHalves_AsksForANewModelAndSaysThatItPays()
    {
        foreach (var shop in new[] { _shops.Small, _shops.Large })
        {
            var result = shop.Run(shop.Planted.HalfTheOrders());

            result.Verdict.ShouldBe(MonitorVerdict.Retrain);
            result.Forecast.Orders.ShouldBe(-0.5, 0.08);
            result.Reasons.ShouldContain(r => r.StartsWith("orders") && r.Contains("below"));
            result.Retraining.Pays.ShouldBeTrue();
            result.Business.ShouldNotContain(m => m.What == "spend per purchase day");
        }
    }

    [Fact]
    public void Run_ChannelVanishes_NamesIt()
    {
        foreach (var shop in new[] { _shops.Small, _shops.Large })
        {
            var result = shop.Run(shop.Planted.WithoutChannel("app"));

            result.Verdict.ShouldNotBe(MonitorVerdict.Ok);
            var move = result.Business[0];
            move.What.ShouldBe("channel app");
            move.Now.ShouldBe(0);
            result.Reasons.ShouldContain(r => r.StartsWith("channel app"));
        }
    }

    [Fact]
    public void Run_ReturnsDouble_NamesThem()
    {
        foreach (var shop in new[] { _shops.Small, _shops.Large })
        {
            var result = shop.Run(shop.Planted.Returns(8));

            result.Verdict.ShouldNotBe(MonitorVerdict.Ok);
            var move = result.Business.Single(m => m.What == "return share");
            (move.Now / move.Before).ShouldBe(2.1, 0.5);
        }
    }

    [Fact]
    public void Run_Lists_AreThoseOfCustomersKnownThen()
    {
        var shop = _shops.Small;
        var histories = shop.Planted.Unchanged();
        var result = shop.Run(histories);
        var then = shop.Scorer.Score(histories, s_trained);
        var now = shop.Scorer.Score(histories, s_now).Customers.ToDictionary(c => c.CustomerId);

        var top = result.Lists.Single(l => l.List == "top decile");
        var size = (then.Customers.Length + 9) / 10;
        top.Size.ShouldBe(size);
        var still = then
            .Customers.OrderByDescending(c => now[c.CustomerId].PredictedClv)
            .Take(size)
            .Select(c => c.CustomerId)
            .ToHashSet();
        var left = then.ByValue.Take(size).Where(c => !still.Contains(c.CustomerId)).ToArray();
        top.Left.ShouldBe(left.Length);
        top.ValueLeft.ShouldBe(left.Sum(c => (double)c.PredictedClv), 1e-6);
        top.UsualShare.ShouldBe(top.Share, 0.15);
        var list = result.Lists.Single(l => l.List == "contact list");
        list.Size.ShouldBe(then.Targets.Count());
        list.Left.ShouldBe(then.Targets.Count(c => !now[c.CustomerId].RetentionTarget));
    }

    [Fact]
    public void Run_TooFewDaysOrLaterScores_IsRefused()
    {
        var shop = _shops.Small;
        var histories = shop.Planted.Unchanged();

        Should
            .Throw<OrderDataException>(() => shop.Run(histories, s_trained.AddDays(27)))
            .Message.ShouldContain("at least 28 days");
        Should
            .Throw<OrderDataException>(() =>
                shop.Run(histories, s_now, EarlierScores.Of(shop.Scorer.Score(histories, s_now)))
            )
            .Message.ShouldContain("not before");
    }

    [Fact]
    public void Read_ScoreFile_GivesTheListsOfTheScores()
    {
        var shop = _shops.Small;
        var scores = shop.Scorer.Score(shop.Planted.Unchanged(), s_trained);
        var path = Path.Combine(Path.GetTempPath(), $"clv-{Guid.NewGuid():N}.parquet");
        try
        {
            ScoreFile.Write(scores, path);
            var read = EarlierScores.Read(path);

            read.AsOf.ShouldBe(s_trained);
            read.Customers.OrderBy(c => c.Key, StringComparer.Ordinal)
                .ShouldBe(
                    EarlierScores.Of(scores).Customers.OrderBy(c => c.Key, StringComparer.Ordinal)
                );
        }
        finally
        {
            File.Delete(path);
        }
    }

    public sealed class Shops
    {
        internal MonitoredShop Small { get; } = new(3_000);

        internal MonitoredShop Large { get; } = new(24_000);
    }

    internal sealed class MonitoredShop
    {
        public MonitoredShop(int customers)
        {
            Planted = new PlantedShop(customers, s_trained);
            Scorer = new CustomerScorer(
                ModelTrainer.Train(
                    Planted.Unchanged(),
                    s_trained,
                    new TrainingOptions
                    {
                        Horizon = Horizon.Parse("180d"),
                        Origins = 0,
                        Threads = 2,
                    }
                )
            );
        }

        public PlantedShop Planted { get; }

        public CustomerScorer Scorer { get; }

        public MonitoringResult Run(
            CustomerHistories histories,
            DateOnly? asOf = null,
            EarlierScores? earlier = null
        ) =>
            ModelMonitor.Run(
                Scorer,
                histories,
                Scorer.Score(histories, asOf ?? s_now),
                earlier,
                null,
                2
            );
    }
}

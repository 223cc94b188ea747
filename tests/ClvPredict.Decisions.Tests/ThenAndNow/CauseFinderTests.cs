using ClvPredict.Data;
using ClvPredict.Decisions.ThenAndNow;
using ClvPredict.Features;
using ClvPredict.Scoring;
using ClvPredict.TestKit;
using ClvPredict.Training;

namespace ClvPredict.Decisions.Tests.ThenAndNow;

public class CauseFinderTests
{
    private static readonly IReadOnlyList<TestLine> s_lines = TestOrders.Random(31, 300);
    private static readonly CustomerHistories s_shop = TestOrders.Histories(s_lines);
    private static readonly DateOnly s_then = TestOrders.Start.AddDays(400);
    private static readonly DateOnly s_now = TestOrders.Start.AddDays(500);
    private static readonly CustomerScorer s_old = Train(s_then);
    private static readonly CustomerScorer s_new = Train(s_now);

    [Fact]
    public void Find_EveryCustomer_AddsUpFromThenToNow()
    {
        var causes = CauseFinder.Find(s_shop, s_old, s_then, s_new, s_now);

        var then = Values(s_old.Score(s_shop, s_then));
        var now = Values(s_new.Score(s_shop, s_now));
        causes.Select(c => c.CustomerId).ShouldBe(now.Keys.Order(StringComparer.Ordinal));
        foreach (var (id, c) in causes)
        {
            c.Then.ShouldBe(then.GetValueOrDefault(id));
            c.Now.ShouldBe(now[id], 1e-9);
            (c.NewCustomers != 0).ShouldBe(!then.ContainsKey(id), id);
            c.DataCorrected.ShouldBe(0);
        }
        var total = CauseFinder.Total(causes);
        total.Now.ShouldBe(now.Values.Sum(), 1e-9);
        total.ModelChanged.ShouldNotBe(0);
    }

    [Fact]
    public void Find_SameDayAndModel_HasNoCauses()
    {
        var causes = CauseFinder.Total(CauseFinder.Find(s_shop, s_old, s_then, s_old, s_then));

        causes.ShouldBe(new ValueCauses(causes.Then, 0, 0, 0, 0, 0));
        causes.Then.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Find_CustomerWithoutOrdersSince_ChangesByTimeAlone()
    {
        var quiet = s_lines
            .GroupBy(l => l.Customer)
            .First(g => g.All(l => l.Day < s_then) && g.Any(l => l.Amount > 0))
            .Key;

        var causes = CauseFinder
            .Find(s_shop, s_old, s_then, s_old, s_now)
            .Single(c => c.CustomerId == quiet)
            .Causes;

        causes.TimePassed.ShouldBeLessThan(0);
        causes.NewOrders.ShouldBe(0);
        causes.Now.ShouldBe(causes.Then + causes.TimePassed);
    }

    [Fact]
    public void Find_CorrectedOrders_AreToldFromWhatWasSaid()
    {
        var said = ValueSnapshot.Of(s_old.Score(s_shop, s_then), 1, ScoreGrouping.Everyone);
        var victim = said.Customers[0].CustomerId;
        var gone = said.Customers[1].CustomerId;
        var corrected = TestOrders.Histories([
            .. s_lines
                .Where(l => l.Customer != gone)
                .Select(l => l.Customer == victim ? l with { Amount = 3 * l.Amount } : l),
        ]);

        var causes = CauseFinder
            .Find(corrected, s_old, s_then, s_old, s_then, said)
            .ToDictionary(c => c.CustomerId, c => c.Causes);

        causes[victim].DataCorrected.ShouldBeGreaterThan(0);
        causes[gone].Now.ShouldBe(0);
        causes[gone].DataCorrected.ShouldBe(-said.Customers[1].PredictedClv);
    }

    [Fact]
    public void Find_LateLines_AreNewOrders()
    {
        var table = TestOrders.Table(s_lines);
        var late = CustomerHistories.Build(
            table with
            {
                ArrivalDay =
                [
                    .. s_lines.Select(l => l.Day.DayNumber + (l.Customer == "c0001" ? 600 : 0)),
                ],
            }
        );

        var causes = CauseFinder.Find(late, s_old, s_then, s_old, TestOrders.Start.AddDays(2000));

        causes.Single(c => c.CustomerId == "c0001").Causes.NewCustomers.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Find_ThenAfterNow_IsRefused() =>
        Should.Throw<ArgumentException>(() =>
            CauseFinder.Find(s_shop, s_old, s_now, s_old, s_then)
        );

    private static Dictionary<string, double> Values(CustomerScores scores) =>
        scores.Customers.ToDictionary(c => c.CustomerId, c => (double)c.PredictedClv);

    private static CustomerScorer Train(DateOnly asOf) =>
        new(
            ModelTrainer.Train(
                s_shop,
                asOf,
                new TrainingOptions { Horizon = Horizon.Parse("90d"), Origins = 0 }
            )
        );
}

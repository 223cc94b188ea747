using ClvPredict.Decisions.Segments;
using ClvPredict.TestKit;

namespace ClvPredict.Decisions.Tests.Segments;

public class SegmentMigrationTests
{
    private static readonly DateOnly s_before = SmallShop.AsOf.AddDays(-120);

    [Fact]
    public void Between_TwoDays_CountsEveryCustomerOnceAndAllTheMoney()
    {
        var shop = SmallShop.With(SmallShop.Line("later", 30));
        var (before, after) = (SmallShop.Score(shop, s_before), SmallShop.Score(shop));

        var migration = SegmentMigration.Between(shop, before, after);

        foreach (var dimension in migration.Cells.GroupBy(c => c.Dimension))
        {
            dimension.Sum(c => c.Customers).ShouldBe(after.Customers.Length);
            dimension.Sum(c => c.PredictedClvBefore).ShouldBe(before.TotalPredictedClv, 1e-6);
            dimension.Sum(c => c.PredictedClvAfter).ShouldBe(after.TotalPredictedClv, 1e-6);
            dimension
                .Sum(c => c.NetValueBetween)
                .ShouldBe(
                    after.Customers.Sum(c => c.HistoricValue)
                        - before.Customers.Sum(c => c.HistoricValue),
                    1e-6
                );
        }
        migration
            .Cells.Where(c => c.Dimension == "lifecycle" && c.From == SegmentMigration.NotYet)
            .Sum(c => c.Customers)
            .ShouldBe(after.Customers.Length - before.Customers.Length);
        migration.LateLines.ShouldBe(0);
    }

    [Fact]
    public void Between_LinesThatArrivedLater_AreNotSeenOnTheEarlierDay()
    {
        var table = TestOrders.Table([.. SmallShop.Crowd, SmallShop.Line("late", 200)]);
        var late = table.CustomerIds.IndexOf("late");
        var shop = Data.CustomerHistories.Build(
            table with
            {
                ArrivalDay =
                [
                    .. Enumerable
                        .Range(0, table.LineCount)
                        .Select(l =>
                            table.Customer[l] == late ? SmallShop.AsOf.DayNumber - 10 : table.Day[l]
                        ),
                ],
            }
        );

        var migration = SegmentMigration.Between(
            shop,
            SmallShop.Score(shop, s_before),
            SmallShop.Score(shop)
        );

        migration.LateLines.ShouldBe(1);
    }

    [Fact]
    public void Between_DaysInTheWrongOrder_IsRefused()
    {
        var scores = SmallShop.Score(SmallShop.With());

        Should.Throw<ArgumentException>(() =>
            SegmentMigration.Between(SmallShop.With(), scores, scores)
        );
    }
}

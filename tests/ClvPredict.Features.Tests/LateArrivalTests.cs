using ClvPredict.Data;
using ClvPredict.TestKit;

namespace ClvPredict.Features.Tests;

/// <summary>Lines that had not arrived by the cutoff are not seen at it, and are seen afterwards.</summary>
public class LateArrivalTests
{
    private static readonly DateOnly s_cutoff = TestOrders.Start.AddDays(400);

    [Fact]
    public void Build_LinesThatArriveLater_AreNotSeenAtTheCutoff()
    {
        var lines = TestOrders.Random(7, 60);
        var isLate = lines.Select((_, i) => i % 9 == 4).ToList();
        var onTime = TestOrders.Histories([.. lines.Where((_, i) => !isLate[i])]);
        var table = TestOrders.Table(lines);
        var late = CustomerHistories.Build(
            table with
            {
                ArrivalDay =
                [
                    .. table.Day.Select((d, i) => isLate[i] ? s_cutoff.DayNumber + 30 : d),
                ],
            }
        );

        var seen = FeatureBuilder.Build(late, s_cutoff);
        var expected = FeatureBuilder.Build(onTime, s_cutoff);
        var later = FeatureBuilder.Build(late, s_cutoff.AddDays(31));
        var all = FeatureBuilder.Build(TestOrders.Histories(lines), s_cutoff.AddDays(31));

        Words(seen, late).ShouldBe(Words(expected, onTime));
        Words(later, late).ShouldBe(Words(all, late));
        Words(seen, late)
            .ShouldNotBe(Words(FeatureBuilder.Build(TestOrders.Histories(lines), s_cutoff), late));
    }

    [Fact]
    public void Read_LateLineOfTheHoldout_IsAnOutcome()
    {
        var day = s_cutoff.AddDays(-10);
        var table = TestOrders.Table([
            new("a", day, 10),
            new("a", s_cutoff.AddDays(5), 20),
            new("b", day, 30),
        ]);
        var histories = CustomerHistories.Build(
            table with
            {
                ArrivalDay = [day.DayNumber, s_cutoff.AddDays(90).DayNumber, s_cutoff.DayNumber],
            }
        );

        var features = FeatureBuilder.Build(histories, s_cutoff);
        var targets = HoldoutTargets.Read(histories, features, s_cutoff.AddDays(30));

        features.Facts.Select(f => histories.CustomerIds[f.Customer]).ShouldBe(["a"]);
        targets.NetValue.ShouldBe([20]);
    }

    private static string[] Words(FeatureTable table, CustomerHistories histories) =>
        [
            .. Enumerable
                .Range(0, table.RowCount)
                .Select(row =>
                    histories.CustomerIds[table.Facts[row].Customer]
                    + string.Concat(
                        table.Columns.Select(c =>
                            $" {BitConverter.SingleToInt32Bits(c.Span[row]):x8}"
                        )
                    )
                ),
        ];
}

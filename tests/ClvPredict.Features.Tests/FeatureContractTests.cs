using System.Globalization;
using ClvPredict.Data;
using ClvPredict.TestKit;

namespace ClvPredict.Features.Tests;

public class FeatureContractTests
{
    private static readonly DateOnly s_cutoff = TestOrders.Start.AddDays(400);
    private static readonly CustomerHistories s_histories = CustomerFiles.Histories(3);
    private static readonly CustomerData s_data = CustomerFiles.Data(
        s_histories,
        CustomerFiles.Rows(s_histories),
        CustomerFiles.Happened(s_histories)
    );

    [Fact]
    public void Learn_RareTexts_AreNotListed()
    {
        var contract = FeatureContract.Learn(s_data, s_cutoff);

        contract
            .FirstOrder.Select(c => c.Name)
            .ShouldBe(["first_channel", "first_category", "first_country"]);
        contract.FirstOrder[0].Values.ShouldBe(["s0", "s1", "s2"]);
        contract.Attributes!.Numbers.ShouldBe(["age"]);
        contract.Attributes.Categories.ShouldHaveSingleItem().Values.ShouldBe(["p0", "p1", "p2"]);
        contract.Events!.Types.ShouldBe(["t0", "t1"]);
        contract.Names().ShouldContain("customer_plan=(other)");
        contract.Names().ShouldContain("event_(other)_days_since_last");
    }

    [Fact]
    public void Learn_WhatBecomesKnownFromTheDayOn_ChangesNothing()
    {
        var past = CustomerFiles.Data(
            TestOrders.Histories([.. TestOrders.Random(3, 150).Where(l => l.Day < s_cutoff)]),
            CustomerFiles.Rows(s_histories).Where(r => r.Day < s_cutoff),
            CustomerFiles.Happened(s_histories).Where(e => e.Day < s_cutoff)
        );

        var whole = FeatureContract.Learn(s_data, s_cutoff);
        var then = FeatureContract.Learn(past, s_cutoff);

        whole.Fingerprint().ShouldBe(then.Fingerprint());
        var (a, b) = (Build(s_data, whole), Build(past, then));
        a.RowCount.ShouldBe(b.RowCount);
        for (var c = 0; c < a.Columns.Length; c++)
            a.Columns[c]
                .ToArray()
                .Select(BitConverter.SingleToInt32Bits)
                .ShouldBe(
                    b.Columns[c].ToArray().Select(BitConverter.SingleToInt32Bits),
                    a.Names[c]
                );
    }

    [Fact]
    public void Build_Attributes_AreThoseOfTheLatestRowKnownBeforeTheCutoff()
    {
        var table = Build(s_data, FeatureContract.Learn(s_data, s_cutoff));
        var rows = CustomerFiles.Rows(s_histories);

        var known = 0;
        for (var row = 0; row < table.RowCount; row++)
        {
            var id = s_histories.CustomerIds[table.Facts[row].Customer];
            var inForce = rows.Where(r => r.Id == id && r.Day < s_cutoff)
                .OrderBy(r => r.Day)
                .LastOrDefault();
            var age = inForce.Age is { Length: > 0 } text
                ? float.Parse(text, CultureInfo.InvariantCulture)
                : float.NaN;
            Value(table, "customer_age", row).ShouldBe(age);
            foreach (var plan in new[] { "p0", "p1", "p2" })
                Value(table, $"customer_plan={plan}", row)
                    .ShouldBe(
                        inForce.Plan is null ? float.NaN
                        : inForce.Plan == plan ? 1
                        : 0
                    );
            Value(table, "customer_plan=(other)", row)
                .ShouldBe(
                    inForce.Plan is null ? float.NaN
                    : inForce.Plan == "rare" ? 1
                    : 0
                );
            known += inForce.Plan is null ? 0 : 1;
        }
        known.ShouldBeInRange(50, table.RowCount - 5);
    }

    [Fact]
    public void Build_Events_AreCountedByTypeAndAge()
    {
        var table = Build(s_data, FeatureContract.Learn(s_data, s_cutoff));
        var events = CustomerFiles.Happened(s_histories).Where(e => e.Day < s_cutoff).ToArray();

        for (var row = 0; row < table.RowCount; row++)
        {
            var id = s_histories.CustomerIds[table.Facts[row].Customer];
            foreach (var type in new[] { "t0", "t1", "(other)" })
            {
                var own = events
                    .Where(e => e.Id == id && (e.Type == "rare" ? "(other)" : e.Type) == type)
                    .ToArray();
                Value(table, $"event_{type}_30d", row)
                    .ShouldBe(own.Count(e => e.Day >= s_cutoff.AddDays(-30)));
                Value(table, $"event_{type}_90d", row)
                    .ShouldBe(own.Count(e => e.Day >= s_cutoff.AddDays(-90)));
                Value(table, $"event_{type}_all", row).ShouldBe(own.Length);
                Value(table, $"event_{type}_value", row).ShouldBe(own.Sum(e => e.Amount));
                Value(table, $"event_{type}_days_since_last", row)
                    .ShouldBe(
                        own.Length == 0
                            ? float.NaN
                            : s_cutoff.DayNumber - own.Max(e => e.Day.DayNumber)
                    );
            }
        }
    }

    [Fact]
    public void Build_CutoffBeforeAnybodysFirstEvent_LeavesEventsMissing()
    {
        var contract = FeatureContract.Learn(s_data, s_cutoff);

        var table = FeatureBuilder.Build(s_data, contract, [TestOrders.Start.AddDays(100)])[0];

        table.RowCount.ShouldBeGreaterThan(10);
        Value(table, "event_t0_all", 0).ShouldBe(float.NaN);
    }

    [Fact]
    public void Build_FirstOrderTexts_AreThoseOfTheFirstPurchaseLine()
    {
        var lines = TestOrders.Random(3, 150);
        var table = Build(s_data, FeatureContract.Learn(s_data, s_cutoff));

        for (var row = 0; row < table.RowCount; row++)
        {
            var id = s_histories.CustomerIds[table.Facts[row].Customer];
            var first = lines
                .Where(l => l.Customer == id && !l.IsReturn && l.Day < s_cutoff)
                .OrderBy(l => l.Day)
                .ThenBy(l => l.Second)
                .FirstOrDefault(l => l.Channel.Length > 0);
            foreach (var channel in new[] { "s0", "s1", "s2" })
                Value(table, $"first_channel={channel}", row)
                    .ShouldBe(
                        first is null ? float.NaN
                        : first.Channel == channel ? 1
                        : 0
                    );
        }
    }

    [Fact]
    public void Require_DataThatDiffers_SaysWhatToDo()
    {
        var both = FeatureContract.Learn(s_data, s_cutoff);
        var none = FeatureContract.Learn(s_histories, s_cutoff);
        var renamed = both with { Attributes = both.Attributes! with { Numbers = ["income"] } };

        Refused(() => both.Require(s_histories, s_cutoff)).ShouldContain("--customers");
        Refused(() => both.Require(s_data with { Events = null }, s_cutoff))
            .ShouldContain("--events");
        Refused(() => none.Require(s_data, s_cutoff)).ShouldContain("leave out --customers");
        Refused(() => renamed.Require(s_data, s_cutoff)).ShouldContain("income");

        static string Refused(Action action) =>
            Should.Throw<FeatureContractException>(action).Message;
    }

    [Fact]
    public void Require_OrdersWithoutAColumnOfTheTraining_NamesIt()
    {
        var contract = FeatureContract.Learn(s_histories, s_cutoff);
        var bare = CustomerHistories.Build(
            TestOrders.Table(TestOrders.Random(3, 150)) with
            {
                DiscountMinor = [],
            }
        );

        Should
            .Throw<FeatureContractException>(() => contract.Require(bare, s_cutoff))
            .Message.ShouldContain("trained on orders with discount,");
    }

    [Fact]
    public void Require_TextWhereTheModelHasANumber_IsBadData()
    {
        var contract = FeatureContract.Learn(s_data, s_cutoff);
        var texts = contract with { Attributes = contract.Attributes! with { Numbers = ["plan"] } };

        Should
            .Throw<OrderDataException>(() => texts.Require(s_data, s_cutoff))
            .Message.ShouldContain("plan is a number in the model");
    }

    private static FeatureTable Build(CustomerData data, FeatureContract contract) =>
        FeatureBuilder.Build(data, contract, [s_cutoff])[0];

    private static float Value(FeatureTable table, string feature, int row) =>
        table.Columns[table.Names.IndexOf(feature)].Span[row];
}

using ClvPredict.Data;
using ClvPredict.TestKit;

namespace ClvPredict.Features;

public sealed class CustomerFactsReaderTests
{
    private static readonly DateOnly[] s_cutoffs =
    [
        TestOrders.Start.AddDays(400),
        TestOrders.Start.AddDays(90),
        TestOrders.Start.AddDays(700),
    ];

    [Theory]
    [InlineData(ValueBasis.Money)]
    [InlineData(ValueBasis.Orders)]
    public void Read_SeveralCutoffs_AreTheFactsOfTheFeatureTables(ValueBasis basis) =>
        ShouldBeThoseOfTheTables(TestOrders.Histories(TestOrders.Random(5, 200)), basis);

    [Fact]
    public void Read_LinesThatArrivedLate_AreNotSeen()
    {
        var orders = TestOrders.Table(TestOrders.Random(6, 200));
        var late = orders with
        {
            ArrivalDay = [.. orders.Day.Select((day, line) => day + (line % 3 * 200))],
        };

        ShouldBeThoseOfTheTables(CustomerHistories.Build(late), ValueBasis.Money);
    }

    private static void ShouldBeThoseOfTheTables(CustomerHistories histories, ValueBasis basis)
    {
        var read = s_cutoffs.Select(_ => new List<CustomerFacts>()).ToArray();
        CustomerFactsReader.Read(
            histories,
            s_cutoffs,
            basis,
            (cutoff, facts) => read[cutoff].Add(facts)
        );

        for (var i = 0; i < s_cutoffs.Length; i++)
            read[i].ShouldBe(FeatureBuilder.Build(histories, s_cutoffs[i], basis).Facts);
        read[0].Count.ShouldBeGreaterThan(100);
    }
}

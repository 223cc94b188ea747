using ClvPredict.Features;
using ClvPredict.Models.Prior;

namespace ClvPredict.Training.Stack.Tests;

public class PriorCellsTests
{
    private static readonly DateOnly s_cutoff = new(2024, 1, 1);
    private static readonly FeatureTable s_table = FeatureBuilder.Build(
        SimulatedShop.Histories(8_000, 3),
        s_cutoff
    );

    [Fact]
    public void ToStatistics_OfManyCustomers_FitsThePriorOfAllOfThem()
    {
        var exact = Fit(PriorStatistics.Of(s_table));
        var cells = Fit(Cells(s_table.Facts).ToStatistics());

        cells.ReturningRate.ShouldBe(exact.ReturningRate, 1e-12);
        cells.ReturnShare.ShouldBe(exact.ReturnShare, 1e-12);
        // Averages within a cell move predictions by a fraction of what 8,000 customers leave open, some 2 %.
        foreach (var facts in s_table.Facts.Where(f => f.Customer % 40 == 0))
        {
            var (a, b) = (exact.Predict(facts, s_cutoff, 26), cells.Predict(facts, s_cutoff, 26));
            b.ExpectedOrders.ShouldBe(a.ExpectedOrders, 0.01 * a.ExpectedOrders);
            b.OrderValue.ShouldBe(a.OrderValue, 0.002 * a.OrderValue);
            b.ProbabilityAlive.ShouldBe(a.ProbabilityAlive, 0.01);
        }
    }

    [Fact]
    public void ToStatistics_SumsThatNeedNoCells_AreExact()
    {
        var exact = PriorStatistics.Of(s_table);
        var cells = Cells(s_table.Facts).ToStatistics();

        cells.Customers.ShouldBe(exact.Customers);
        cells.RepeatOrders.ShouldBe(exact.RepeatOrders);
        cells.Weeks.ShouldBe(exact.Weeks, 1e-6);
        cells.Gross.ShouldBe(exact.Gross, 1e-6);
        cells.Returns.ShouldBe(exact.Returns, 1e-6);
        cells.Spend.MeanValue.ShouldBe(exact.Spend.MeanValue, 1e-6);
        cells.Purchases.Rows.Length.ShouldBeLessThan(exact.Purchases.Rows.Length / 2);
    }

    [Fact]
    public void Add_CustomersInAnyOrderAndParts_GivesTheSameBits()
    {
        var one = Cells(s_table.Facts).ToStatistics();
        var parts = new PriorCells(s_cutoff);
        foreach (var chunk in s_table.Facts.Reverse().Chunk(700))
            parts.Add(Cells(chunk));

        var other = parts.ToStatistics();
        other.Purchases.Rows.Order().ShouldBe(one.Purchases.Rows.Order());
        other.Spend.Rows.ShouldBe(one.Spend.Rows);
        other.Spend.MeanValue.ShouldBe(one.Spend.MeanValue);
    }

    private static PriorCells Cells(IEnumerable<CustomerFacts> customers)
    {
        var cells = new PriorCells(s_cutoff);
        foreach (var facts in customers)
            cells.Add(facts);
        return cells;
    }

    private static CustomerPrior Fit(PriorStatistics statistics) =>
        PriorFitter.Fit(statistics, s_cutoff, ValueBasis.Money, 1, CancellationToken.None);
}

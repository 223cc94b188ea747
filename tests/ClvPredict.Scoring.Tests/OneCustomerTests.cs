using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.TestKit;
using ClvPredict.Training;

namespace ClvPredict.Scoring.Tests;

public class OneCustomerTests
{
    private static readonly IReadOnlyList<TestLine> s_lines =
    [
        .. TestOrders.Random(31, 600),
        new TestLine("returns-only", TestOrders.Start.AddDays(100), -10),
    ];
    private static readonly CustomerHistories s_shop = TestOrders.Histories(s_lines);
    private static readonly DateOnly s_asOf = TestOrders.Start.AddDays(490);
    private static readonly CustomerScorer s_scorer = new(
        ModelTrainer.Train(
            s_shop,
            s_asOf,
            new TrainingOptions { Horizon = Horizon.Parse("90d"), Margin = 0.5 }
        )
    );
    private static readonly CustomerScores s_scores = s_scorer.Score(s_shop, s_asOf);

    [Fact]
    public void Predict_EveryCustomer_EqualsTheBatchToTheLastBit()
    {
        s_scores.Customers.Length.ShouldBeGreaterThan(500);
        foreach (var expected in s_scores.Customers)
        {
            var actual = s_scorer.Predict(Lines(expected.CustomerId), s_asOf);

            actual.PredictedClv.ShouldBe(expected.PredictedClv, expected.CustomerId);
            actual.ExpectedOrders.ShouldBe(expected.ExpectedOrders);
            actual.ChurnProbability.ShouldBe(expected.ChurnProbability);
            actual.ProbabilityAlive.ShouldBe(expected.ProbabilityAlive);
            actual.ExpectedOrderValue.ShouldBe(expected.ExpectedOrderValue);
            actual.ClvMedian.ShouldBe(expected.ClvMedian);
            actual.ClvLow.ShouldBe(expected.ClvLow);
            actual.ClvHigh.ShouldBe(expected.ClvHigh);
        }
    }

    [Fact]
    public void Predict_RangeOfAnotherCoverage_EqualsTheBatch()
    {
        var scorer = new CustomerScorer(s_scorer.Model with { RangeCoverage = 0.95 });
        var expected = scorer.Score(s_shop, s_asOf).ByValue.First();

        var actual = scorer.Predict(Lines(expected.CustomerId), s_asOf);

        actual.ClvHigh.ShouldBe(expected.ClvHigh);
        actual.ClvHigh.ShouldBeGreaterThan(s_scores.ByValue.First().ClvHigh);
    }

    [Fact]
    public void Compute_EveryCustomer_EqualsTheFeaturesOfTheBatch()
    {
        var batch = s_scores.Predictions.Inputs.Features;
        var features = new CustomerFeatures(batch.Contract, ValueBasis.Money);
        for (var row = 0; row < batch.RowCount; row++)
        {
            var facts = features.Compute(
                Lines(s_shop.CustomerIds[batch.Facts[row].Customer]),
                s_asOf
            );

            facts.ShouldBe(batch.Facts[row] with { Customer = 0 });
            for (var c = 0; c < batch.Names.Length; c++)
                features
                    .Columns[c]
                    .Span[0]
                    .ShouldBe(batch.Columns[c].Span[row], $"{batch.Names[c]} of row {row}");
        }
    }

    [Fact]
    public void Predict_EightThreads_SameNumbers()
    {
        var customers = s_scores.Customers.Take(100).ToArray();

        Parallel.For(
            0,
            800,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i =>
                s_scorer
                    .Predict(Lines(customers[i % 100].CustomerId), s_asOf)
                    .PredictedClv.ShouldBe(customers[i % 100].PredictedClv)
        );
    }

    [Fact]
    public void Predict_SecondCall_AllocatesNothing()
    {
        var lines = Lines(s_scores.Customers.MaxBy(c => c.ExpectedOrders)!.CustomerId);
        for (var i = 0; i < 50; i++)
            s_scorer.Predict(lines, s_asOf);

        var before = GC.GetAllocatedBytesForCurrentThread();
        s_scorer.Predict(lines, s_asOf);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Predict_NoLineBeforeTheDay_IsRefused() =>
        Should
            .Throw<OrderDataException>(() =>
                s_scorer.Predict([new OrderLine(s_asOf.ToDateTime(TimeOnly.MinValue), 10)], s_asOf)
            )
            .Message.ShouldContain("no order line before");

    [Fact]
    public void Predict_AmountBeyondAllMoney_IsRefused() =>
        Should.Throw<OrderDataException>(() =>
            s_scorer.Predict(
                [new OrderLine(s_asOf.AddDays(-3).ToDateTime(TimeOnly.MinValue), 1e15m)],
                s_asOf
            )
        );

    [Theory]
    [InlineData("12.5", 12.5)]
    [InlineData("12.34565", 12.3457)]
    [InlineData("900000000000.25", 900000000000.25)]
    [InlineData("3000000000.0000", 3000000000.0)]
    [InlineData("-0.0001", 0)]
    public void Compute_AmountOfAnySize_IsRoundedToTenThousandths(string amount, double spend)
    {
        var features = new CustomerFeatures(s_scorer.Model.Manifest.Features, ValueBasis.Money);

        var facts = features.Compute(
            [
                new OrderLine(
                    s_asOf.AddDays(-3).ToDateTime(TimeOnly.MinValue),
                    decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)
                ),
            ],
            s_asOf
        );

        Money.ToUnits(facts.GrossMinor).ShouldBe(spend);
        Money.ToUnits(facts.ReturnsMinor).ShouldBe(spend == 0 ? -0.0001 : 0);
    }

    [Fact]
    public async Task PredictAsync_Stream_GivesBlocksInOrder()
    {
        var expected = s_scores.Customers.Take(25).ToArray();
        var rows = new List<CustomerPredictionRow>();
        var blocks = new List<int>();

        await foreach (var block in s_scorer.PredictAsync(Stream(), s_asOf, blockSize: 10))
        {
            blocks.Add(block.Length);
            rows.AddRange(block);
        }

        blocks.ShouldBe([10, 10, 5]);
        rows.Select(r => r.CustomerId).ShouldBe(expected.Select(c => c.CustomerId));
        rows.Select(r => r.Prediction.PredictedClv).ShouldBe(expected.Select(c => c.PredictedClv));

        async IAsyncEnumerable<CustomerOrders> Stream()
        {
            foreach (var customer in expected)
            {
                await Task.Yield();
                yield return new CustomerOrders(customer.CustomerId, Lines(customer.CustomerId));
            }
        }
    }

    [Fact]
    public async Task PredictAsync_CustomerWithoutLines_IsNamed()
    {
        var e = await Should.ThrowAsync<OrderDataException>(async () =>
        {
            await foreach (var _ in s_scorer.PredictAsync(Stream(), s_asOf)) { }
        });

        e.Message.ShouldContain("nobody");

        static async IAsyncEnumerable<CustomerOrders> Stream()
        {
            await Task.Yield();
            yield return new CustomerOrders("nobody", Array.Empty<OrderLine>());
        }
    }

    [Theory]
    [InlineData(ExplainedOutput.PredictedClv)]
    [InlineData(ExplainedOutput.ExpectedOrders)]
    [InlineData(ExplainedOutput.ActiveOdds)]
    public void Explain_EveryCustomer_LevelTimesFactorsIsThePrediction(ExplainedOutput output)
    {
        var levels = new List<double>();
        var inputs = new HashSet<string>();
        for (var row = 0; row < 200; row++)
        {
            var explanation = s_scorer.Explainer.Explain(s_scores.Predictions, row, output);

            explanation
                .Factors.Aggregate(explanation.Level, (product, f) => product * f.Factor)
                .ShouldBe(explanation.Prediction, 1e-12 * explanation.Prediction);
            levels.Add(explanation.Level);
            inputs.UnionWith(explanation.Factors.Select(f => f.Input));
        }

        // The level is not what is left over: it is the same for all.
        levels.Max().ShouldBe(levels.Min(), 1e-4 * levels.Min());
        // Trees have a say, not the prior alone.
        inputs.ShouldContain(i => s_scores.Predictions.Inputs.Features.Names.Contains(i));
    }

    [Fact]
    public void Explain_FromOrderLines_EqualsTheBatch()
    {
        var customer = s_scores.Customers[7];

        var one = s_scorer.Explainer.Explain(Lines(customer.CustomerId), s_asOf);

        var batch = s_scorer.Explainer.Explain(s_scores.Predictions, 7);
        one.Prediction.ShouldBe(batch.Prediction);
        one.Factors.ShouldBe(batch.Factors);
        one.Factors.ShouldContain(f => f.Input == "prior_value");
    }

    // In an order of their own: the scorer sorts.
    private static OrderLine[] Lines(string customer) =>
        [
            .. s_lines
                .Where(l => l.Customer == customer)
                .Select(l => new OrderLine(
                    l.Day.ToDateTime(TimeOnly.MinValue).AddSeconds(l.Second),
                    l.Amount
                )
                {
                    OrderId = l.Order,
                    ProductId = l.Product,
                    Category = l.Category,
                    Channel = l.Channel,
                    Country = l.Country,
                    Quantity = l.Quantity,
                    Discount = l.Discount,
                    Cost = l.Cost,
                    IsReturn = l.IsReturn,
                })
                .Reverse(),
        ];
}

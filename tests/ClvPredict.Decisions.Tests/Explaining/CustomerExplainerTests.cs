using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClvPredict.Data;
using ClvPredict.Decisions.Explaining;
using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;
using ClvPredict.TestKit;
using ClvPredict.Training;

namespace ClvPredict.Decisions.Tests.Explaining;

public sealed partial class CustomerExplainerTests
{
    private static readonly CustomerHistories s_shop = TestOrders.Histories([
        .. TestOrders.Random(41, 300),
        new TestLine("returns-only", TestOrders.Start.AddDays(100), -10),
    ]);
    private static readonly DateOnly s_asOf = s_shop.LastDay.AddDays(1);
    private static readonly RetentionEconomics s_costs = new()
    {
        Campaigns = [new RetentionCampaign { ContactCost = 0.7 }],
        Budget = 200,
    };
    private static readonly CustomerScorer s_scorer = new(
        ModelTrainer.Train(
            s_shop,
            s_asOf,
            new TrainingOptions
            {
                Horizon = Horizon.Parse("90d"),
                Margin = 0.5,
                Currency = "EUR",
                Origins = 0,
            }
        )
    );
    private static readonly CustomerScores s_scores = s_scorer.Score(s_shop, s_asOf, s_costs);

    [Fact]
    public void Explain_EveryCustomer_SaysNoNumberThatIsNotInTheStructuredOutput()
    {
        foreach (var customer in s_scores.Customers)
        {
            var explanation = Explain(customer.CustomerId);
            using var json = JsonDocument.Parse(
                JsonSerializer.Serialize(explanation, PackageJson.Options)
            );
            var known = new HashSet<string>(StringComparer.Ordinal);
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (member.Name != "paragraphs")
                    AddLeaves(member.Value, known);
            }

            foreach (var sentence in explanation.Paragraphs.SelectMany(p => p.Sentences))
            {
                foreach (Match number in NumberPattern().Matches(sentence))
                    known.ShouldContain(number.Value, $"{customer.CustomerId}: {sentence}");
            }
        }
    }

    [Fact]
    public void Explain_EveryCustomer_AnswersAllQuestions()
    {
        foreach (var customer in s_scores.Customers)
        {
            var paragraphs = Explain(customer.CustomerId).Paragraphs;

            paragraphs.Length.ShouldBe(7);
            paragraphs.ShouldAllBe(p => p.Sentences.Length > 0);
            paragraphs
                .SelectMany(p => p.Sentences)
                .ShouldAllBe(s => !s.Contains("NaN") && !s.Contains('∞'));
        }
    }

    [Fact]
    public void Explain_Product_IsThePrediction()
    {
        foreach (var customer in s_scores.Customers)
        {
            var explanation = Explain(customer.CustomerId);
            foreach (var product in new[] { explanation.Value, explanation.Odds })
            {
                var value = product.Factors.Aggregate(
                    product.Start * product.EverythingElse,
                    (v, f) => v * f.Factor
                );
                value.ShouldBe(product.Prediction, 1e-9 * product.Prediction);
            }
            explanation.Value.Prediction.ShouldBe(customer.PredictedClv);
        }
    }

    [Fact]
    public void Of_ManyFactors_ShowsTheStrongestAndMultipliesTheRest()
    {
        ExplanationFactor[] features =
        [
            .. Enumerable
                .Range(1, 7)
                .Select(i => new ExplanationFactor($"f{i}", i, 1 + (0.1 * (8 - i)))),
        ];

        var product = FactorProduct.Of(
            new ValueExplanation(99, 2, [new ExplanationFactor("prior_value", 9, 3), .. features])
        );

        product.Start.ShouldBe(6);
        product.Factors.Select(f => f.Feature).ShouldBe(["f1", "f2", "f3", "f4", "f5"]);
        product.Others.ShouldBe(2);
        product.EverythingElse.ShouldBe(1.2 * 1.1, 1e-12);
    }

    [Fact]
    public void Of_EveryFeatureOfTheCatalog_HasAPhrase() =>
        FeatureCatalog.All.Select(f => f.Name).ShouldAllBe(name => FeaturePhrases.Knows(name));

    [Theory]
    [InlineData("discount_share", 0.256, "25.6 % was taken off by discounts")]
    [InlineData("spend_180d", 1280.62, "spent 1,280.62 EUR in the last 180 days")]
    [InlineData("days_since_last_order", 373.0, "the last order was 373 days ago")]
    [InlineData("first_channel=web", 1.0, "first channel is web")]
    [InlineData("first_channel=web", 0.0, "first channel is not web")]
    [InlineData("customer_age", 41.0, "customer age 41")]
    [InlineData("gap_mean_days", null, "gap mean days is not known")]
    public void Of_Feature_IsSaidInWords(string feature, double? value, string words) =>
        FeaturePhrases.Of(new NamedFactor(feature, "", value, 1.1), "EUR").ShouldBe(words);

    [Fact]
    public void Explain_UnknownCustomer_IsRefused() =>
        Should
            .Throw<OrderDataException>(() => Explain("nobody"))
            .Message.ShouldContain("no customer \"nobody\"");

    private static CustomerExplanation Explain(string customer) =>
        CustomerExplainer.Explain(s_scorer, s_scores, customer);

    private static void AddLeaves(JsonElement element, HashSet<string> known)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    AddLeaves(member.Value, known);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    AddLeaves(item, known);
                break;
            case JsonValueKind.String:
                foreach (Match number in NumberPattern().Matches(element.GetString()!))
                    known.Add(number.Value.TrimStart('-'));
                break;
            case JsonValueKind.Number:
                var value = element.GetDouble();
                foreach (var format in new[] { "N0", "N1", "N2", "N3", "0.##" })
                    known.Add(value.ToString(format, CultureInfo.InvariantCulture));
                known.Add((100 * value).ToString("0.#", CultureInfo.InvariantCulture));
                break;
        }
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d|-?\d[\d,]*(\.\d+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberPattern();
}

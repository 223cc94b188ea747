using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Package;
using ClvPredict.Models.Prior;
using ClvPredict.Scoring.Targeting;

namespace ClvPredict.Scoring;

/// <summary>Loads a model zip and scores customers with it. Immutable and safe to use from many threads.</summary>
public sealed class CustomerScorer
{
    private const int FarthestDays = 3653;

    private readonly ConcurrentBag<CustomerPredictor> _predictors = [];
    private readonly Lazy<ClvExplainer> _explainer;

    /// <summary>A scorer for a model in memory.</summary>
    public CustomerScorer(ClvModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        _explainer = new Lazy<ClvExplainer>(() => new ClvExplainer(model));
    }

    /// <summary>The model.</summary>
    public ClvModel Model { get; }

    /// <summary>Loads a model zip.</summary>
    /// <exception cref="ClvPredict.Models.ModelPackageException">The zip is refused; the message says why.</exception>
    public static CustomerScorer Load(string path) => new(ModelPackage.Load(path));

    /// <summary>Loads a model zip from a stream, which is read to its end.</summary>
    /// <exception cref="ClvPredict.Models.ModelPackageException">The zip is refused; the message says why.</exception>
    public static CustomerScorer Load(Stream stream) =>
        new(ModelPackage.Load(Models.MlNet.ModelArchive.Read(stream)));

    /// <summary>Predicts one customer from the customer's order lines, with the numbers that a batch gives; nothing is allocated
    /// once as many threads as call at a time have called before.</summary>
    /// <param name="lines">The lines, in any order; those from the as-of day on are not looked at.</param>
    /// <param name="asOf">The first day not observed.</param>
    /// <exception cref="FeatureContractException">The model takes attributes or events, which order lines alone do not give.</exception>
    /// <exception cref="OrderDataException">There is no line before the as-of day, or an amount that no order has.</exception>
    public CustomerPrediction Predict(ReadOnlySpan<OrderLine> lines, DateOnly asOf)
    {
        if (!_predictors.TryTake(out var predictor))
            predictor = new CustomerPredictor(Model);
        var prediction = predictor.Predict(lines, asOf);
        _predictors.Add(predictor);
        return prediction;
    }

    /// <summary>What the predictions are made of; prepared at the first use.</summary>
    public ClvExplainer Explainer => _explainer.Value;

    /// <summary>Predicts a stream of customers in their order, holding one block of them at a time.</summary>
    /// <param name="customers">Each with all its order lines.</param>
    /// <param name="asOf">The first day not observed.</param>
    /// <param name="blockSize">Customers a block, at least 1.</param>
    /// <param name="cancellationToken">Checked once a customer.</param>
    /// <exception cref="FeatureContractException">The model takes attributes or events, which order lines alone do not give.</exception>
    /// <exception cref="OrderDataException">A customer has no line before the as-of day, or an amount that no order has; the
    /// message names the customer.</exception>
    public async IAsyncEnumerable<ImmutableArray<CustomerPredictionRow>> PredictAsync(
        IAsyncEnumerable<CustomerOrders> customers,
        DateOnly asOf,
        int blockSize = 1024,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockSize, 1);
        var block = ImmutableArray.CreateBuilder<CustomerPredictionRow>(blockSize);
        await foreach (
            var customer in customers.WithCancellation(cancellationToken).ConfigureAwait(false)
        )
        {
            block.Add(new CustomerPredictionRow(customer.CustomerId, Predict(customer, asOf)));
            if (block.Count < blockSize)
                continue;
            yield return block.MoveToImmutable();
            block.Capacity = blockSize;
        }
        if (block.Count > 0)
            yield return block.ToImmutable();
    }

    private CustomerPrediction Predict(CustomerOrders customer, DateOnly asOf)
    {
        try
        {
            return Predict(customer.Lines.Span, asOf);
        }
        catch (OrderDataException e)
        {
            throw new OrderDataException($"Customer {customer.CustomerId}: {e.Message}", e);
        }
    }

    /// <summary>Scores every customer with at least one line before the as-of day; each exactly once.</summary>
    /// <param name="data">The order lines, and attributes and events where the model takes them; what is known from the as-of
    /// day on is not looked at.</param>
    /// <param name="asOf">The first day not observed.</param>
    /// <param name="economics">Costs of a retention offer; null for the defaults.</param>
    /// <param name="threads">Threads used; the result does not depend on it.</param>
    /// <param name="cancellationToken">Checked once a block of customers.</param>
    /// <exception cref="ArgumentException">A cost is out of range.</exception>
    /// <exception cref="FeatureContractException">The data is not what the model's features are computed from.</exception>
    /// <exception cref="OrderDataException">There is no line before the as-of day.</exception>
    public CustomerScores Score(
        CustomerData data,
        DateOnly asOf,
        RetentionEconomics? economics = null,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        economics ??= new RetentionEconomics();
        economics.Validate();
        var features = Model.Features(data, asOf, threads, cancellationToken);
        if (features.RowCount == 0)
            throw new OrderDataException(
                $"There is no order line before {asOf:yyyy-MM-dd}: there is nobody to score."
            );
        var inputs = Model.Inputs(features, threads, cancellationToken);
        var predictions = Model.Predict(inputs, threads, cancellationToken);
        var plan = RetentionTargeting.Plan(ContactProspects.Of(predictions), economics);
        return new CustomerScores
        {
            AsOf = asOf,
            Horizon = Model.Manifest.Horizon,
            Rung = Rung(Model.Manifest),
            Predictions = predictions,
            Plan = plan,
            Customers = Describe(
                data.Histories,
                predictions,
                LifecycleStages.AliveBeforeLastOrder(Model, features, threads, cancellationToken),
                plan
            ),
        };
    }

    private static string Rung(ModelManifest manifest) =>
        manifest.Targets.FirstOrDefault(t => t.Target == "value") is { } target
            ? JsonNamingPolicy.SnakeCaseLower.ConvertName(target.Form.ToString())
            : "";

    private ImmutableArray<CustomerScore> Describe(
        CustomerHistories histories,
        ClvPredictions predictions,
        double[] aliveBeforeLastOrder,
        TargetPlan plan
    )
    {
        var features = predictions.Inputs.Features;
        var rows = predictions.RowCount;
        var valueRanks = ValueRanks(predictions.PredictedClv);
        var tiers = new TierRule().Assign(valueRanks, predictions.PredictedClv);
        var rfm = new RfmScores(features);
        var reasons = new ScoreReasons(features);
        var orderValues = predictions.Inputs.Column(ModelInputs.OrderValue).Span;
        var scores = ImmutableArray.CreateBuilder<CustomerScore>(rows);
        for (var i = 0; i < rows; i++)
        {
            var facts = features.Facts[i];
            var alive = predictions.Inputs.ProbabilityAlive[i];
            scores.Add(
                new CustomerScore
                {
                    CustomerId = histories.CustomerIds[facts.Customer],
                    PredictedClv = predictions.PredictedClv[i],
                    ClvMedian = predictions.ClvMedian[i],
                    ClvLow = predictions.ClvLow[i],
                    ClvHigh = predictions.ClvHigh[i],
                    ExpectedOrders = predictions.ExpectedOrders[i],
                    ExpectedOrderValue = orderValues[i],
                    ChurnProbability = predictions.ChurnProbability[i],
                    ProbabilityAlive = alive,
                    NextOrderDate = NextOrder(facts, features.Cutoff, 0.5),
                    NextOrderLow = NextOrder(facts, features.Cutoff, 0.1),
                    NextOrderHigh = NextOrder(facts, features.Cutoff, 0.9),
                    HistoricValue = Money.ToUnits(facts.NetMinor) * Model.Manifest.Margin,
                    ValueRank = valueRanks[i],
                    ValuePercentile = 100.0 * (rows - valueRanks[i] + 1) / rows,
                    ValueTier = tiers[i],
                    Lifecycle = LifecycleStages.Of(
                        facts.PurchaseDays,
                        alive,
                        aliveBeforeLastOrder[i]
                    ),
                    Rfm = rfm.Of(i),
                    Segment = RfmScores.Segment(rfm.Of(i)),
                    ValueAtRisk =
                        plan.Prospects.ValueIfActive[i] * plan.Prospects.ChurnProbability[i],
                    RetentionTarget = plan.Rank[i] > 0,
                    TargetRank = plan.Rank[i] > 0 ? plan.Rank[i] : null,
                    ExpectedProfitOfContact = plan.Profit[i],
                    ExpectedCostOfContact = plan.Cost[i],
                    MaxOfferCost = plan.MaxOfferCost[i],
                    Campaign =
                        plan.Campaign[i] >= 0
                            ? plan.Economics.Campaigns[plan.Campaign[i]].Name
                            : "",
                    Evidence = Evidence(facts),
                    Reasons = reasons.Of(i),
                }
            );
        }
        return scores.MoveToImmutable();
    }

    // Rank 1 is the highest; equal predictions are ranked in the order of the rows, that is of the ids.
    internal static int[] ValueRanks(ReadOnlySpan<float> predicted)
    {
        var values = predicted.ToArray();
        var order = Enumerable
            .Range(0, values.Length)
            .OrderByDescending(i => values[i])
            .ThenBy(i => i)
            .ToArray();
        var ranks = new int[values.Length];
        for (var position = 0; position < order.Length; position++)
            ranks[order[position]] = position + 1;
        return ranks;
    }

    private static string Evidence(in CustomerFacts facts) =>
        facts.PurchaseDays switch
        {
            0 => "D",
            1 or 2 => "C",
            < 6 => "B",
            _ => "A",
        };

    private DateOnly? NextOrder(in CustomerFacts facts, DateOnly cutoff, double probability)
    {
        var weeks = Model
            .Prior.Purchases[0]
            .TimeToNextOrder(CustomerPrior.Statistics(facts, cutoff), probability);
        var days = 7 * weeks;
        return days <= FarthestDays ? cutoff.AddDays((int)days) : null;
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.Scoring.Parts;
using ClvPredict.Scoring.Targeting;

namespace ClvPredict.Scoring;

/// <summary>Loads a model zip and scores customers with it. Immutable and safe to use from many threads.</summary>
public sealed class CustomerScorer
{
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
        var own = new OwnScores(Model, data, asOf, threads, cancellationToken);
        if (own.Count == 0)
            throw new OrderDataException(
                $"There is no order line before {asOf:yyyy-MM-dd}: there is nobody to score."
            );
        var list = ContactList.Choose(own.Prospects, economics);
        return new CustomerScores
        {
            AsOf = asOf,
            Horizon = Model.Manifest.Horizon,
            Rung = OwnScores.Rung(Model.Manifest),
            Predictions = own.Predictions,
            Plan = RetentionTargeting.Plan(list),
            Customers = Describe(own, list),
        };
    }

    private static ImmutableArray<CustomerScore> Describe(OwnScores own, ContactList list)
    {
        var predicted = own.Predictions.PredictedClv;
        var features = own.Predictions.Inputs.Features;
        var ranks = ScorePlaces.Rank(predicted);
        var places = new ScorePlaces(
            ranks,
            new TierRule().Places(ranks, predicted),
            new RfmScores(features),
            ScoreReasons.MedianOrderValue(features.Column(FeatureId.MeanOrderValue).ToArray()),
            list
        );
        var scores = ImmutableArray.CreateBuilder<CustomerScore>(own.Count);
        for (var row = 0; row < own.Count; row++)
            scores.Add(places.Of(own[row], row));
        return scores.MoveToImmutable();
    }
}

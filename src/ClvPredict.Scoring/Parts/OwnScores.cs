using System.Collections.Immutable;
using System.Text.Json;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Package;
using ClvPredict.Models.Prior;
using ClvPredict.Scoring.Targeting;

namespace ClvPredict.Scoring.Parts;

/// <summary>The scores of some customers, each for itself; made one by one when asked for. Safe to use from many threads.</summary>
internal sealed class OwnScores
{
    private const int FarthestDays = 3653;

    private readonly ClvModel _model;
    private readonly ImmutableArray<string> _ids;
    private readonly FeatureTable _features;
    private readonly double[] _aliveBeforeLastOrder;
    private readonly ContactProspects _prospects;
    private readonly ScoreReasons _reasons;
    private readonly ReadOnlyMemory<float> _orderValues;

    /// <summary>Predicts customers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The customers.</param>
    /// <param name="asOf">The first day not observed.</param>
    /// <param name="threads">Threads used; the result does not depend on it.</param>
    /// <param name="cancellationToken">Checked once a block of customers.</param>
    /// <exception cref="FeatureContractException">The data is not what the model's features are computed from.</exception>
    public OwnScores(
        ClvModel model,
        CustomerData data,
        DateOnly asOf,
        int threads,
        CancellationToken cancellationToken
    )
    {
        _model = model;
        _ids = data.Histories.CustomerIds;
        _features = model.Features(data, asOf, threads, cancellationToken);
        var inputs = model.Inputs(_features, threads, cancellationToken);
        Predictions = model.Predict(inputs, threads, cancellationToken);
        _prospects = ContactProspects.Of(Predictions);
        _aliveBeforeLastOrder = LifecycleStages.AliveBeforeLastOrder(
            model,
            _features,
            threads,
            cancellationToken
        );
        _reasons = new ScoreReasons(_features);
        _orderValues = inputs.Column(ModelInputs.OrderValue);
    }

    /// <summary>Number of customers with a line before the as-of day.</summary>
    public int Count => _features.RowCount;

    /// <summary>The scores, in the order of the ids.</summary>
    public IEnumerable<OwnScore> All => Enumerable.Range(0, Count).Select(row => this[row]);

    /// <summary>The model's predictions, row by row.</summary>
    public ClvPredictions Predictions { get; }

    /// <summary>What decides about contacts, row by row.</summary>
    public ContactProspects Prospects => _prospects;

    /// <summary>What the predictions of a model come from, as the score file says it.</summary>
    public static string Rung(ModelManifest manifest) =>
        manifest.Targets.FirstOrDefault(t => t.Target == "value") is { } target
            ? JsonNamingPolicy.SnakeCaseLower.ConvertName(target.Form.ToString())
            : "";

    /// <summary>The score of a row; rows are in the order of the ids.</summary>
    public OwnScore this[int row]
    {
        get
        {
            var facts = _features.Facts[row];
            var alive = Predictions.Inputs.ProbabilityAlive[row];
            return new OwnScore
            {
                CustomerId = _ids[facts.Customer],
                PredictedClv = Predictions.PredictedClv[row],
                ClvMedian = Predictions.ClvMedian[row],
                ClvLow = Predictions.ClvLow[row],
                ClvHigh = Predictions.ClvHigh[row],
                ExpectedOrders = Predictions.ExpectedOrders[row],
                ExpectedOrderValue = _orderValues.Span[row],
                ChurnProbability = Predictions.ChurnProbability[row],
                ProbabilityAlive = alive,
                NextOrderDate = NextOrder(facts, 0.5),
                NextOrderLow = NextOrder(facts, 0.1),
                NextOrderHigh = NextOrder(facts, 0.9),
                HistoricValue = Money.ToUnits(facts.NetMinor) * _model.Manifest.Margin,
                Lifecycle = LifecycleStages.Of(
                    facts.PurchaseDays,
                    alive,
                    _aliveBeforeLastOrder[row]
                ),
                Evidence = EvidenceOf(facts.PurchaseDays),
                Reasons = _reasons.Of(row),
                PurchaseDays = facts.PurchaseDays,
                DaysSinceLastOrder = Value(FeatureId.DaysSinceLastOrder, row),
                RepeatOrders = Value(FeatureId.RepeatOrders, row),
                SpendTotal = Value(FeatureId.SpendTotal, row),
                MeanOrderValue = Value(FeatureId.MeanOrderValue, row),
                SavableProbability = _prospects.SavableProbability[row],
                DiscountShare = Value(FeatureId.DiscountShare, row),
            };
        }
    }

    private static string EvidenceOf(int purchaseDays) =>
        purchaseDays switch
        {
            0 => "D",
            1 or 2 => "C",
            < 6 => "B",
            _ => "A",
        };

    private float Value(FeatureId feature, int row) => _features.Column(feature)[row];

    private DateOnly? NextOrder(in CustomerFacts facts, double probability)
    {
        var cutoff = _features.Cutoff;
        var weeks = _model
            .Prior.Purchases[0]
            .TimeToNextOrder(CustomerPrior.Statistics(facts, cutoff), probability);
        var days = 7 * weeks;
        return days <= FarthestDays ? cutoff.AddDays((int)days) : null;
    }
}

using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Intervals;
using ClvPredict.Models.MlNet;

namespace ClvPredict.Models.Package;

/// <summary>
/// Predicts one customer after the other from order lines, with the numbers of <see cref="ClvModel.Predict"/>. Reuses its
/// memory; not safe for concurrent use.
/// </summary>
public sealed class CustomerPredictor
{
    private readonly ClvModel _model;
    private readonly CustomerFeatures _features;
    private readonly ChainRow _chain;
    private readonly (ReadOnlyMemory<float> Feature, Memory<float> Input)[] _used;
    private readonly (int Place, Memory<float> Input)[] _usedPrior;
    private readonly float[] _prior = new float[ModelInputs.PriorNames.Length];
    private readonly Memory<float> _churn;
    private readonly Memory<float> _orders;
    private readonly Memory<float> _clv;
    private readonly IntervalLevel _level;
    private readonly Horizon _horizon;

    /// <summary>A predictor of a model.</summary>
    /// <exception cref="FeatureContractException">The model takes attributes or events, which order lines alone do not give.</exception>
    public CustomerPredictor(ClvModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _horizon = model.Horizon;
        _features = new CustomerFeatures(model.Manifest.Features, model.Manifest.ValueBasis);
        _chain = new ChainRow(model.Chain);
        _used =
        [
            .. model
                .Chain.InputColumns.Where(name => _features.Names.Contains(name))
                .Select(name =>
                    (_features.Columns[_features.Names.IndexOf(name)], _chain.Column(name))
                ),
        ];
        _usedPrior =
        [
            .. model
                .Chain.InputColumns.Where(name => ModelInputs.PriorNames.Contains(name))
                .Select(name => (ModelInputs.PriorNames.IndexOf(name), _chain.Column(name))),
        ];
        _churn = _chain.Column(ClvChain.ChurnProbability);
        _orders = _chain.Column(ClvChain.ExpectedOrders);
        _clv = _chain.Column(ClvChain.PredictedClv);
        _level = model.Intervals.Level(model.RangeCoverage);
    }

    /// <summary>Predicts a customer.</summary>
    /// <param name="lines">The customer's order lines, in any order; those from the as-of day on are not looked at.</param>
    /// <param name="asOf">The first day not observed.</param>
    /// <exception cref="Data.OrderDataException">There is no line before the as-of day, or an amount that no order has.</exception>
    public CustomerPrediction Predict(ReadOnlySpan<OrderLine> lines, DateOnly asOf)
    {
        var facts = _features.Compute(lines, asOf);
        var horizonWeeks = _horizon.WeeksFrom(asOf);
        var alive = ModelInputs.FillPrior(
            _model.Prior,
            facts,
            asOf,
            horizonWeeks,
            _model.Manifest.WindowDays > 0 ? _model.Manifest.WindowDays / 7.0 : horizonWeeks,
            _prior
        );
        foreach (var (feature, input) in _used)
            input.Span[0] = feature.Span[0];
        foreach (var (place, input) in _usedPrior)
            input.Span[0] = _prior[place];
        _chain.Run();
        var (churn, clv) = (_churn.Span[0], _clv.Span[0]);
        var (median, low, high) = _model.Intervals.Range(
            _model.Intervals.TierOf(facts.PurchaseDays - 1, clv),
            clv,
            1.0 - churn,
            _level
        );
        return new CustomerPrediction(
            asOf,
            facts,
            clv,
            median,
            low,
            high,
            _orders.Span[0],
            _prior[ModelInputs.PriorNames.IndexOf(ModelInputs.OrderValue)],
            churn,
            alive
        );
    }

    /// <summary>The value of a column of the chain for the customer predicted last.</summary>
    internal float Column(string column) => _chain.Column(column).Span[0];
}

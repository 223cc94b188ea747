using System.Collections.Immutable;
using ClvPredict.Features;
using ClvPredict.Models.Chain;

namespace ClvPredict.Models.Package;

/// <summary>Explains the predictions of a model as products of factors. Immutable and safe to use from many threads.</summary>
public sealed class ClvExplainer
{
    private readonly ClvModel _model;
    private readonly ImmutableArray<ChainExplainer> _outputs;

    /// <summary>Prepares a model.</summary>
    public ClvExplainer(ClvModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _outputs =
        [
            .. Enum.GetValues<ExplainedOutput>()
                .Select(output => new ChainExplainer(model.Chain.Chain, output)),
        ];
    }

    /// <summary>Explains a row of a batch.</summary>
    /// <param name="predictions">The batch.</param>
    /// <param name="row">Which customer, from 0.</param>
    /// <param name="output">What to explain.</param>
    public ValueExplanation Explain(
        ClvPredictions predictions,
        int row,
        ExplainedOutput output = ExplainedOutput.PredictedClv
    )
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, predictions.RowCount);
        return _outputs[(int)output]
            .Explain(name =>
                name switch
                {
                    ClvChain.ChurnProbability => predictions.ChurnProbability[row],
                    ClvChain.ExpectedOrders => predictions.ExpectedOrders[row],
                    ClvChain.PredictedClv => predictions.PredictedClv[row],
                    _ => predictions.Inputs.Column(name).Span[row],
                }
            );
    }

    /// <summary>Explains the prediction of one customer.</summary>
    /// <param name="lines">The customer's order lines, in any order; those from the as-of day on are not looked at.</param>
    /// <param name="asOf">The first day not observed.</param>
    /// <param name="output">What to explain.</param>
    public ValueExplanation Explain(
        ReadOnlySpan<OrderLine> lines,
        DateOnly asOf,
        ExplainedOutput output = ExplainedOutput.PredictedClv
    )
    {
        var predictor = new CustomerPredictor(_model);
        predictor.Predict(lines, asOf);
        return _outputs[(int)output].Explain(predictor.Column);
    }
}

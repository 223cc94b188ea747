namespace ClvPredict.Models.Evaluation;

/// <summary>How often the interval of predicted CLV held the net value of the holdout; ends included.</summary>
/// <param name="Coverage">Share of all customers inside their interval, in [0, 1]; 0.8 is nominal unless another range was asked for.</param>
/// <param name="Bottom50">The same for the half predicted lowest; NaN without customers, as below.</param>
/// <param name="Middle40">The same for those between the lowest half and the top tenth.</param>
/// <param name="Top10">The same for the tenth predicted highest.</param>
/// <param name="MeanWidth">Mean of high - low, in money.</param>
public sealed record IntervalMetrics(
    double Coverage,
    double Bottom50,
    double Middle40,
    double Top10,
    double MeanWidth
)
{
    /// <summary>
    /// Mean width of one range for each of these three tiers, from the lower to the upper quantile of the tier's own outcomes
    /// (10 % and 90 % for a range of 80 %), in money. It knows what happened and cannot tell customers of a tier apart: a
    /// yardstick that <see cref="MeanWidth"/> should lie below. NaN in files of earlier versions.
    /// </summary>
    public double PlainTierWidth { get; init; } = double.NaN;
}

namespace ClvPredict.Training.Boosting.Objectives;

/// <summary>
/// Bernoulli deviance of a probability y in [0, 1] with score f = log odds, p = 1 / (1 + e^-f): deviance
/// 2 (y log(y/p) + (1-y) log((1-y)/(1-p))), twice the log loss for labels 0 and 1; gradient p - y, hessian p (1 - p).
/// </summary>
/// <remarks>Friedman, Hastie and Tibshirani, Additive logistic regression (2000), section 4.</remarks>
public sealed class LogisticObjective : Objective
{
    /// <summary>The fitted constant never takes a probability closer to 0 or 1 than about 1e-13.</summary>
    private const double LargestShift = 30;

    /// <inheritdoc />
    public override string Name => "logistic";

    /// <inheritdoc />
    public override string LabelRange => "0 to 1";

    /// <inheritdoc />
    public override bool Allows(double label) => label is >= 0 and <= 1;

    /// <inheritdoc />
    public override double BestShift(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> scores
    )
    {
        CheckLengths(labels.Length, weights.Length, scores.Length);
        return SolveShift(labels, weights, scores, -LargestShift, LargestShift);
    }

    private protected override void Derive(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> scores,
        Span<float> gradients,
        Span<float> hessians
    )
    {
        Span<double> decay = stackalloc double[ChunkRows];
        decay = decay[..labels.Length];
        NegatedSizes(scores, 0, decay);
        VectorExp.InPlace(decay);
        for (var i = 0; i < decay.Length; i++)
        {
            // With e = exp(-|f|), the smaller of p and 1 - p is e / (1 + e), free of cancellation.
            var smaller = decay[i] / (1 + decay[i]);
            var larger = 1 / (1 + decay[i]);
            gradients[i] = (float)(scores[i] > 0 ? (1 - labels[i]) - smaller : smaller - labels[i]);
            hessians[i] = (float)(smaller * larger);
        }
    }

    private protected override void Deviances(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> labelTerms,
        ReadOnlySpan<double> scores,
        double shift,
        Span<double> deviances
    )
    {
        NegatedSizes(scores, shift, deviances);
        VectorExp.InPlace(deviances);
        for (var i = 0; i < labels.Length; i++)
        {
            var score = scores[i] + shift;
            var y = labels[i];
            var logLoss = Math.Log(1 + deviances[i]) + Math.Max(score, 0) - y * score;
            deviances[i] = 2 * (logLoss + LogProduct(y) + LogProduct(1 - y));
        }
    }

    private static void NegatedSizes(ReadOnlySpan<double> scores, double shift, Span<double> sizes)
    {
        for (var i = 0; i < scores.Length; i++)
            sizes[i] = -Math.Abs(scores[i] + shift);
    }

    private static double LogProduct(double share) => share is 0 or 1 ? 0 : share * Math.Log(share);
}

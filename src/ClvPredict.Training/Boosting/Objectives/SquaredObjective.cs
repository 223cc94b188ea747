namespace ClvPredict.Training.Boosting.Objectives;

/// <summary>Least squares: deviance (y - f)², gradient f - y, hessian 1. The score is the mean itself.</summary>
/// <remarks>Friedman, Greedy function approximation (2001), algorithm 2.</remarks>
public sealed class SquaredObjective : Objective
{
    /// <inheritdoc />
    public override string Name => "squared";

    /// <inheritdoc />
    public override string LabelRange => "any finite number";

    /// <inheritdoc />
    public override bool Allows(double label) => double.IsFinite(label);

    /// <inheritdoc />
    public override double BestShift(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> scores
    )
    {
        CheckLengths(labels.Length, weights.Length, scores.Length);
        var (sum, weightSum) = (0.0, 0.0);
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            sum += weight * (labels[i] - scores[i]);
            weightSum += weight;
        }
        return sum / weightSum;
    }

    private protected override void Derive(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> scores,
        Span<float> gradients,
        Span<float> hessians
    )
    {
        for (var i = 0; i < labels.Length; i++)
            gradients[i] = (float)(scores[i] - labels[i]);
        hessians.Fill(1);
    }

    private protected override void Deviances(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> labelTerms,
        ReadOnlySpan<double> scores,
        double shift,
        Span<double> deviances
    )
    {
        for (var i = 0; i < labels.Length; i++)
        {
            var error = scores[i] + shift - labels[i];
            deviances[i] = error * error;
        }
    }
}

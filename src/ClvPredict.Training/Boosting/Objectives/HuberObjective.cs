using System.Globalization;

namespace ClvPredict.Training.Boosting.Objectives;

/// <summary>
/// Huber's robust loss: with r = f - y, deviance r² within ±d and 2 d |r| - d² beyond; gradient r cut to ±d, and
/// 1 in place of the hessian, so that a leaf takes the mean of the cut residuals.
/// </summary>
/// <remarks>Huber, Robust estimation of a location parameter (1964), section 1; Friedman (2001), section 4.4.</remarks>
public sealed class HuberObjective : Objective
{
    private readonly double _delta;

    /// <summary>Loss that is linear beyond the given residual.</summary>
    /// <param name="delta">The residual d, in units of the label; finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The residual is not above 0.</exception>
    public HuberObjective(double delta)
    {
        if (!double.IsFinite(delta) || delta <= 0)
            throw new ArgumentOutOfRangeException(
                nameof(delta),
                delta,
                "must be finite and above 0"
            );
        _delta = delta;
    }

    /// <inheritdoc />
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"huber({_delta})");

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
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < labels.Length; i++)
        {
            lowest = Math.Min(lowest, labels[i] - scores[i]);
            highest = Math.Max(highest, labels[i] - scores[i]);
        }
        return SolveShift(labels, weights, scores, lowest, highest);
    }

    private protected override void Derive(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> scores,
        Span<float> gradients,
        Span<float> hessians
    )
    {
        for (var i = 0; i < labels.Length; i++)
            gradients[i] = (float)Math.Clamp(scores[i] - labels[i], -_delta, _delta);
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
            var size = Math.Abs(scores[i] + shift - labels[i]);
            deviances[i] = size <= _delta ? size * size : _delta * (2 * size - _delta);
        }
    }
}

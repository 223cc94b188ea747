using System.Globalization;

namespace ClvPredict.Training.Boosting.Objectives;

/// <summary>
/// Twice the pinball loss of a quantile q at level a: 2 a (y - q) below the label y and 2 (1 - a) (q - y) above it; half its
/// gradient is -a below and 1 - a at and above the label. The hessian is 1, only to find the splits by; leaves then take the
/// quantile of their residuals.
/// </summary>
/// <remarks>
/// Koenker and Bassett, Regression quantiles (1978), equation 1.2; Friedman, Greedy function approximation (2001), algorithm 3,
/// with the quantile in place of the median.
/// </remarks>
public sealed class QuantileObjective : Objective
{
    private readonly double _level;

    /// <summary>Loss of the quantile at a level.</summary>
    /// <param name="level">The share a of labels that lie below the quantile, between 0 and 1, both excluded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside.</exception>
    public QuantileObjective(double level)
    {
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(
                nameof(level),
                level,
                "must be above 0 and below 1"
            );
        _level = level;
    }

    /// <inheritdoc />
    public override string Name =>
        string.Create(CultureInfo.InvariantCulture, $"quantile({_level})");

    /// <inheritdoc />
    public override string LabelRange => "any finite number";

    internal override bool RefitsLeaves => true;

    /// <inheritdoc />
    public override bool Allows(double label) => double.IsFinite(label);

    /// <summary>The smallest residual up to which at least the share a of all weight lies.</summary>
    public override double BestShift(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> scores
    )
    {
        CheckLengths(labels.Length, weights.Length, scores.Length);
        var residuals = new double[labels.Length];
        for (var i = 0; i < residuals.Length; i++)
            residuals[i] = labels[i] - scores[i];
        if (weights.IsEmpty)
        {
            Array.Sort(residuals);
            return residuals[Math.Max(0, (int)Math.Ceiling(_level * residuals.Length) - 1)];
        }
        var sorted = weights.ToArray();
        Array.Sort(residuals, sorted);
        var total = 0.0;
        foreach (var weight in sorted)
            total += weight;
        var (last, below) = (0, 0.0);
        for (var i = 0; i < sorted.Length && below < _level * total; i++)
            (last, below) = (i, below + sorted[i]);
        return residuals[last];
    }

    private protected override void Derive(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> scores,
        Span<float> gradients,
        Span<float> hessians
    )
    {
        var (below, above) = ((float)-_level, (float)(1 - _level));
        for (var i = 0; i < labels.Length; i++)
            gradients[i] = scores[i] < labels[i] ? below : above;
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
            var residual = labels[i] - (scores[i] + shift);
            deviances[i] = 2 * Math.Max(_level * residual, (_level - 1) * residual);
        }
    }
}

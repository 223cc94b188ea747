namespace ClvPredict.Training.Boosting.Objectives;

/// <summary>
/// The objectives with score f = log mean and a variance that goes with the power p of the mean m = e^f, from Poisson
/// (p = 1) by Tweedie (1 &lt; p &lt; 2) to Gamma (p = 2). Half the deviance has the gradient m^(2-p) - y m^(1-p) and the
/// hessian (2-p) m^(2-p) + (p-1) y m^(1-p).
/// </summary>
/// <remarks>
/// Jørgensen, Exponential dispersion models (1987), equations 3.2 to 3.6 with the log link; Yang, Qian and Zou, Insurance
/// premium prediction via gradient tree-boosted Tweedie compound Poisson models (2018), section 3.
/// </remarks>
public abstract class LogLinkObjective : Objective
{
    /// <summary>Smallest ratio of mean label to mean prediction that a fitted constant allows for.</summary>
    private const double SmallestRatio = 1e-12;

    private protected LogLinkObjective(double power) => Power = power;

    /// <summary>The power p of the variance, 1 to 2.</summary>
    public double Power { get; }

    /// <summary>
    /// log(Σ w y m^(1-p) / Σ w m^(2-p)), the zero of the summed gradient; where all labels are 0, the logarithm of
    /// a negligible share instead of minus infinity.
    /// </summary>
    public override double BestShift(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> scores
    )
    {
        CheckLengths(labels.Length, weights.Length, scores.Length);
        Span<double> above = stackalloc double[ChunkRows];
        Span<double> below = stackalloc double[ChunkRows];
        var (numerator, denominator) = (0.0, 0.0);
        for (var start = 0; start < labels.Length; start += ChunkRows)
        {
            var rows = Math.Min(ChunkRows, labels.Length - start);
            var y = labels.Slice(start, rows);
            var w = weights.IsEmpty ? weights : weights.Slice(start, rows);
            Powers(scores.Slice(start, rows), 0, below[..rows], above[..rows]);
            for (var i = 0; i < rows; i++)
                above[i] *= y[i];
            numerator += WeightedSum(above[..rows], w);
            denominator += WeightedSum(below[..rows], w);
        }
        return Math.Log(Math.Max(numerator / denominator, SmallestRatio));
    }

    private protected override void Derive(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> scores,
        Span<float> gradients,
        Span<float> hessians
    )
    {
        Span<double> meanPart = stackalloc double[ChunkRows];
        Span<double> labelPart = stackalloc double[ChunkRows];
        meanPart = meanPart[..labels.Length];
        labelPart = labelPart[..labels.Length];
        Powers(scores, 0, meanPart, labelPart);
        for (var i = 0; i < meanPart.Length; i++)
        {
            var fromMean = meanPart[i];
            var fromLabel = labels[i] * labelPart[i];
            gradients[i] = (float)(fromMean - fromLabel);
            hessians[i] = (float)((2 - Power) * fromMean + (Power - 1) * fromLabel);
        }
    }

    /// <summary>m^(2-p) and m^(1-p) with m = exp(score + shift).</summary>
    private protected void Powers(
        ReadOnlySpan<double> scores,
        double shift,
        Span<double> twoMinusPower,
        Span<double> oneMinusPower
    )
    {
        Raise(scores, shift, 2 - Power, twoMinusPower);
        Raise(scores, shift, 1 - Power, oneMinusPower);
    }

    private static void Raise(
        ReadOnlySpan<double> scores,
        double shift,
        double exponent,
        Span<double> powers
    )
    {
        if (exponent == 0)
        {
            powers.Fill(1);
            return;
        }
        for (var i = 0; i < scores.Length; i++)
            powers[i] = exponent * (scores[i] + shift);
        VectorMath.Exp(powers);
    }
}

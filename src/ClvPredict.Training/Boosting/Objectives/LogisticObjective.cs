using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    private static readonly int Half = Vector256<double>.Count;

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
        VectorMath.Exp(decay);
        var i = 0;
        for (; i <= decay.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var (lowGradient, lowHessian) = Derive(labels[i..], scores[i..], decay[i..]);
            var (highGradient, highHessian) = Derive(
                labels[(i + Half)..],
                scores[(i + Half)..],
                decay[(i + Half)..]
            );
            Vector256.Narrow(lowGradient, highGradient).CopyTo(gradients[i..]);
            Vector256.Narrow(lowHessian, highHessian).CopyTo(hessians[i..]);
        }
        for (; i < decay.Length; i++)
        {
            var larger = 1 / (1 + decay[i]);
            var smaller = decay[i] * larger;
            gradients[i] = (float)(scores[i] > 0 ? (1 - labels[i]) - smaller : smaller - labels[i]);
            hessians[i] = (float)(smaller * larger);
        }
    }

    /// <summary>
    /// Gradients and hessians of four rows. With e = exp(-|f|), the smaller of p and 1 - p is e / (1 + e), free of cancellation.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Gradients, Vector256<double> Hessians) Derive(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> scores,
        ReadOnlySpan<double> decay
    )
    {
        var (y, e) = (Vector256.Create(labels), Vector256.Create(decay));
        var larger = Vector256<double>.One / (Vector256<double>.One + e);
        var smaller = e * larger;
        var gradients = Vector256.ConditionalSelect(
            Vector256.GreaterThan(Vector256.Create(scores), Vector256<double>.Zero),
            Vector256<double>.One - y - smaller,
            smaller - y
        );
        return (gradients, smaller * larger);
    }

    private protected override void FillLabelTerms(ReadOnlySpan<double> labels, Span<double> terms)
    {
        for (var i = 0; i < labels.Length; i++)
            terms[i] = LogProduct(labels[i]) + LogProduct(1 - labels[i]);
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
        VectorMath.Exp(deviances);
        foreach (ref var deviance in deviances)
            deviance += 1;
        VectorMath.Log(deviances);
        for (var i = 0; i < labels.Length; i++)
        {
            var score = scores[i] + shift;
            deviances[i] =
                2 * (deviances[i] + Math.Max(score, 0) - labels[i] * score + labelTerms[i]);
        }
    }

    private static void NegatedSizes(ReadOnlySpan<double> scores, double shift, Span<double> sizes)
    {
        for (var i = 0; i < scores.Length; i++)
            sizes[i] = -Math.Abs(scores[i] + shift);
    }

    private static double LogProduct(double share) => share is 0 or 1 ? 0 : share * Math.Log(share);
}

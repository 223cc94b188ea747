namespace ClvPredict.Training.Boosting.Objectives;

/// <summary>
/// What boosting minimises: a deviance of label y and raw score f (float64, the running sum of the float64 leaf values,
/// so that training sees the scores that the finished model gives). Gradients are with respect to f.
/// </summary>
/// <remarks>
/// Rows are handed to the objectives in chunks of at most <see cref="ChunkRows"/>, so that a virtual call is made per chunk
/// and never per row. Sums are taken over chunks of fixed bounds, in order.
/// </remarks>
public abstract class Objective
{
    /// <summary>Most rows in a chunk: a kilobyte of float64.</summary>
    private protected const int ChunkRows = 128;

    private protected Objective() { }

    /// <summary>Name for reports, for example "tweedie(1.5)".</summary>
    public abstract string Name { get; }

    /// <summary>The labels allowed, in words.</summary>
    public abstract string LabelRange { get; }

    /// <summary>
    /// Whether a finished tree's leaves take <see cref="BestShift"/> of their rows in place of -G / (H + L2): for deviances without
    /// a useful second derivative.
    /// </summary>
    internal virtual bool RefitsLeaves => false;

    /// <summary>Whether a finite label is allowed.</summary>
    public abstract bool Allows(double label);

    /// <summary>First and second derivative of half the deviance of each row, times its weight.</summary>
    /// <param name="labels">One label a row.</param>
    /// <param name="weights">One weight a row, or empty for 1.</param>
    /// <param name="scores">One raw score a row.</param>
    /// <param name="gradients">Receives one value a row.</param>
    /// <param name="hessians">Receives one value a row, at least 0.</param>
    public void Gradients(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> scores,
        Span<float> gradients,
        Span<float> hessians
    )
    {
        CheckLengths(labels.Length, weights.Length, scores.Length);
        CheckLengths(labels.Length, gradients.Length, hessians.Length);
        for (var start = 0; start < labels.Length; start += ChunkRows)
        {
            var rows = Math.Min(ChunkRows, labels.Length - start);
            var g = gradients.Slice(start, rows);
            var h = hessians.Slice(start, rows);
            Derive(labels.Slice(start, rows), scores.Slice(start, rows), g, h);
            if (weights.IsEmpty)
                continue;
            var w = weights.Slice(start, rows);
            for (var i = 0; i < w.Length; i++)
            {
                g[i] = (float)(g[i] * w[i]);
                h[i] = (float)(h[i] * w[i]);
            }
        }
    }

    /// <summary>Sum over the rows of weight times deviance at score + shift.</summary>
    public double DevianceSum(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> scores,
        double shift = 0
    ) => DevianceSum(labels, LabelTerms(labels), weights, scores, shift);

    /// <summary>The part of the deviances that depends on the labels only, to be computed once for many sums.</summary>
    internal double[] LabelTerms(ReadOnlySpan<double> labels)
    {
        var terms = new double[labels.Length];
        FillLabelTerms(labels, terms);
        return terms;
    }

    /// <summary>Sum over the rows of weight times deviance at score + shift, with the <see cref="LabelTerms"/>.</summary>
    internal double DevianceSum(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> labelTerms,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> scores,
        double shift
    )
    {
        CheckLengths(labels.Length, weights.Length, scores.Length);
        Span<double> deviances = stackalloc double[ChunkRows];
        var total = 0.0;
        for (var start = 0; start < labels.Length; start += ChunkRows)
        {
            var rows = Math.Min(ChunkRows, labels.Length - start);
            var chunk = deviances[..rows];
            Deviances(
                labels.Slice(start, rows),
                labelTerms.Slice(start, rows),
                scores.Slice(start, rows),
                shift,
                chunk
            );
            total += WeightedSum(chunk, weights.IsEmpty ? weights : weights.Slice(start, rows));
        }
        return total;
    }

    /// <summary>The constant that, added to every score, minimises the deviance.</summary>
    /// <param name="labels">One label a row.</param>
    /// <param name="weights">One weight a row, or empty for 1.</param>
    /// <param name="scores">One raw score a row.</param>
    public abstract double BestShift(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> scores
    );

    /// <summary>Unweighted derivatives of half the deviance, for at most <see cref="ChunkRows"/> rows.</summary>
    private protected abstract void Derive(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> scores,
        Span<float> gradients,
        Span<float> hessians
    );

    /// <summary>What <see cref="Deviances"/> wants to have computed once for each label; zeros if nothing.</summary>
    private protected virtual void FillLabelTerms(
        ReadOnlySpan<double> labels,
        Span<double> terms
    ) { }

    /// <summary>Unweighted deviances at score + shift, for at most <see cref="ChunkRows"/> rows.</summary>
    private protected abstract void Deviances(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> labelTerms,
        ReadOnlySpan<double> scores,
        double shift,
        Span<double> deviances
    );

    /// <summary>
    /// The zero of the summed gradient, which rises with the shift: Newton's method kept inside a shrinking bracket.
    /// </summary>
    private protected double SolveShift(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> scores,
        double lowest,
        double highest
    )
    {
        const int MaxSteps = 200;
        const double Precision = 1e-9;
        var shift = Math.Clamp(0, lowest, highest);
        for (
            var step = 0;
            step < MaxSteps && highest - lowest > Precision * (1 + Math.Abs(shift));
            step++
        )
        {
            var (gradient, hessian) = DerivativeSums(labels, weights, scores, shift);
            if (gradient == 0)
                break;
            (lowest, highest) = gradient > 0 ? (lowest, shift) : (shift, highest);
            var next = shift - gradient / hessian;
            if (!(next > lowest && next < highest))
                next = lowest + (highest - lowest) / 2;
            var moved = Math.Abs(next - shift);
            shift = next;
            if (moved <= Precision * (1 + Math.Abs(shift)))
                break;
        }
        return shift;
    }

    /// <summary>Sum of values times weights; empty weights are 1.</summary>
    private protected static double WeightedSum(
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> weights
    )
    {
        var sum = 0.0;
        if (weights.IsEmpty)
        {
            foreach (var value in values)
                sum += value;
            return sum;
        }
        for (var i = 0; i < values.Length; i++)
            sum += values[i] * weights[i];
        return sum;
    }

    /// <summary>Refuses spans of different lengths; an empty second one stands for weights of 1.</summary>
    private protected static void CheckLengths(int labels, int weights, int scores)
    {
        if (scores != labels || (weights != labels && weights != 0))
            throw new ArgumentException(
                $"{labels} labels, {weights} weights or gradients and {scores} scores or hessians; lengths must agree",
                nameof(scores)
            );
    }

    private (double Gradient, double Hessian) DerivativeSums(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> scores,
        double shift
    )
    {
        Span<double> shifted = stackalloc double[ChunkRows];
        Span<float> g = stackalloc float[ChunkRows];
        Span<float> h = stackalloc float[ChunkRows];
        var (gradient, hessian) = (0.0, 0.0);
        for (var start = 0; start < labels.Length; start += ChunkRows)
        {
            var rows = Math.Min(ChunkRows, labels.Length - start);
            for (var i = 0; i < rows; i++)
                shifted[i] = scores[start + i] + shift;
            Derive(labels.Slice(start, rows), shifted[..rows], g[..rows], h[..rows]);
            for (var i = 0; i < rows; i++)
            {
                var weight = weights.IsEmpty ? 1 : weights[start + i];
                gradient += weight * g[i];
                hessian += weight * h[i];
            }
        }
        return (gradient, hessian);
    }
}

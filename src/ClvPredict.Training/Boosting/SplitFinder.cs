using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// Finds the split of largest gain in a histogram: T(G_L)² / (H_L + L2) + T(G_R)² / (H_R + L2) - T(G)² / (H + L2), with T the
/// soft threshold by L1. Of equal gains the lowest bin wins.
/// </summary>
/// <remarks>Chen and Guestrin, XGBoost (2016), equation 7, without the factor 1/2; L1 as in its implementation.</remarks>
internal sealed class SplitFinder(BoostingOptions options, GradientTable table)
{
    private readonly double _l1 = options.L1;
    private readonly double _l2 = options.L2;

    /// <summary>The value that a leaf adds to the raw score: -T(G) / (H + L2), bounded, times the learning rate.</summary>
    public double LeafValue(Vector128<long> sums)
    {
        var gradient = table.Gradient(sums);
        var size = Math.Max(Math.Abs(gradient) - _l1, 0);
        var step =
            size == 0 ? 0 : Math.Min(size / (table.Hessian(sums) + _l2), options.MaxLeafStep);
        return options.LearningRate * Math.CopySign(step, -gradient);
    }

    /// <summary>Whether a leaf of these sums is large enough for two children.</summary>
    public bool CanSplit(Vector128<long> sums) =>
        table.Count(sums) >= 2L * options.MinChildRows
        && table.Hessian(sums) >= 2 * options.MinChildHessian;

    /// <summary>
    /// The best split between the first <paramref name="valueBins"/> bins of a feature's histogram; rows without a value
    /// are always on the right.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SplitCandidate Find(
        int feature,
        ReadOnlySpan<Vector128<long>> histogram,
        int valueBins,
        Vector128<long> total
    )
    {
        var shift = table.CountBits;
        var countMask = Vector256.Create((1L << shift) - 1);
        var minRows = Vector256.Create((long)options.MinChildRows);
        var minHessian = Vector256.Create(MinHessianUnits());
        var totalGradient = Vector256.Create(total[0]);
        var totalSizes = Vector256.Create(total[1]);
        var width = Vector256<long>.Count;
        var at = Vector256.Create(0L, 1, 2, 3);
        var best = Vector256.Create(double.NegativeInfinity);
        var bestAt = Vector256<long>.Zero;
        var running = Vector128<long>.Zero;
        // Whole vectors, into bins that are empty or masked: a histogram has 256 bins, whatever the feature uses.
        for (var bin = 0; bin < valueBins; bin += width)
        {
            var first = running + histogram[bin];
            var second = first + histogram[bin + 1];
            var third = second + histogram[bin + 2];
            running = third + histogram[bin + 3];
            var gradient = Vector256.Create(first[0], second[0], third[0], running[0]);
            var sizes = Vector256.Create(first[1], second[1], third[1], running[1]);
            var otherSizes = totalSizes - sizes;
            var hessian = sizes >> shift;
            var otherHessian = otherSizes >> shift;
            var allowed =
                Vector256.GreaterThanOrEqual(
                    Vector256.Min(sizes & countMask, otherSizes & countMask),
                    minRows
                )
                & Vector256.GreaterThanOrEqual(Vector256.Min(hessian, otherHessian), minHessian)
                & Vector256.LessThan(at, Vector256.Create((long)valueBins));
            var score = Score(gradient, hessian) + Score(totalGradient - gradient, otherHessian);
            var better = Vector256.GreaterThan(score, best) & allowed.AsDouble();
            best = Vector256.ConditionalSelect(better, score, best);
            bestAt = Vector256.ConditionalSelect(better.AsInt64(), at, bestAt);
            at += Vector256.Create((long)width);
        }
        var (top, bestBin) = (double.NegativeInfinity, 0L);
        for (var lane = 0; lane < width; lane++)
        {
            if (best[lane] > top || (best[lane] == top && bestAt[lane] < bestBin))
                (top, bestBin) = (best[lane], bestAt[lane]);
        }
        var gain = top - Score(totalGradient, totalSizes >> shift)[0];
        return gain > options.MinGain ? new SplitCandidate(gain, feature, (int)bestBin) : default;
    }

    /// <summary>At least one unit, so that no score divides by zero.</summary>
    private long MinHessianUnits() =>
        (long)
            Math.Clamp(
                Math.Ceiling(options.MinChildHessian / table.HessianUnit),
                1,
                long.MaxValue / 2
            );

    private Vector256<double> Score(Vector256<long> gradient, Vector256<long> hessian)
    {
        var size =
            Vector256.Abs(Vector256.ConvertToDouble(gradient) * table.GradientUnit)
            - Vector256.Create(_l1);
        var kept = Vector256.Max(size, Vector256<double>.Zero);
        return kept
            * kept
            / (Vector256.ConvertToDouble(hessian) * table.HessianUnit + Vector256.Create(_l2));
    }
}

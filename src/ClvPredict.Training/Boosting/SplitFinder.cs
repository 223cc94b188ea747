using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// Finds the split of largest gain in a histogram: worth of the left child plus worth of the right child minus worth of the
/// leaf. Of equal gains the lowest bin wins.
/// </summary>
internal sealed class SplitFinder(
    BoostingOptions options,
    FeatureBins features,
    GradientTable table
)
{
    private readonly double _l1 = options.L1;
    private readonly double _l2 = options.L2;
    private readonly bool _isMonotone = options.HasMonotone;

    /// <summary>The bounds of a root.</summary>
    public LeafBounds RootBounds { get; } = new(-options.MaxLeafStep, options.MaxLeafStep);

    /// <summary>The step of a leaf: -T(G) / (H + L2), T the soft threshold by L1, within the bounds.</summary>
    public double Step(Vector128<long> sums, LeafBounds bounds)
    {
        var gradient = table.Gradient(sums);
        var size = Math.Max(Math.Abs(gradient) - _l1, 0);
        var step = size == 0 ? 0 : size / (table.Hessian(sums) + _l2);
        return Math.Clamp(Math.CopySign(step, -gradient), bounds.Lower, bounds.Upper);
    }

    /// <summary>Whether a leaf of these sums is large enough for two children.</summary>
    public bool CanSplit(Vector128<long> sums) =>
        table.Count(sums) >= 2L * options.MinChildRows
        && table.Hessian(sums) >= 2 * options.MinChildHessian;

    /// <summary>The best split of a leaf by a feature.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="histogram">Its 256 bins in the leaf.</param>
    /// <param name="total">The sums of the leaf.</param>
    /// <param name="bounds">The bounds of the leaf.</param>
    public SplitCandidate Find(
        int feature,
        ReadOnlySpan<Vector128<long>> histogram,
        Vector128<long> total,
        LeafBounds bounds
    )
    {
        var isCategorical = features.IsCategorical(feature);
        if (!_isMonotone)
        {
            var free = new FreeScore(_l1, _l2);
            return isCategorical
                ? FindCategories(feature, histogram, total, free)
                : FindThreshold(feature, histogram, total, free);
        }
        var bounded = new BoundedScore(_l1, _l2, bounds, options.Monotone[feature]);
        return isCategorical
            ? FindCategories(feature, histogram, total, bounded)
            : FindThreshold(feature, histogram, total, bounded);
    }

    /// <summary>The best threshold; rows without a value are always on the right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private SplitCandidate FindThreshold<TScore>(
        int feature,
        ReadOnlySpan<Vector128<long>> histogram,
        Vector128<long> total,
        TScore score
    )
        where TScore : struct, ISplitScore
    {
        var valueBins = features.Thresholds(feature).Length;
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
            var hessian = sizes >>> shift;
            var otherHessian = otherSizes >>> shift;
            var allowed =
                Vector256.GreaterThanOrEqual(
                    Vector256.Min(sizes & countMask, otherSizes & countMask),
                    minRows
                )
                & Vector256.GreaterThanOrEqual(Vector256.Min(hessian, otherHessian), minHessian)
                & Vector256.LessThan(at, Vector256.Create((long)valueBins));
            var worth = score.Children(
                Gradient(gradient),
                Hessian(hessian),
                Gradient(totalGradient - gradient),
                Hessian(otherHessian)
            );
            var better = Vector256.GreaterThan(worth, best) & allowed.AsDouble();
            best = Vector256.ConditionalSelect(better, worth, best);
            bestAt = Vector256.ConditionalSelect(better.AsInt64(), at, bestAt);
            at += Vector256.Create((long)width);
        }
        var (top, bestBin) = (double.NegativeInfinity, 0L);
        for (var lane = 0; lane < width; lane++)
        {
            if (best[lane] > top || (best[lane] == top && bestAt[lane] < bestBin))
                (top, bestBin) = (best[lane], bestAt[lane]);
        }
        var gain = top - score.Leaf(Gradient(totalGradient), Hessian(totalSizes >>> shift))[0];
        return gain > options.MinGain ? new SplitCandidate(gain, feature, (int)bestBin) : default;
    }

    /// <summary>
    /// The best set of categories to go right. Categories are ordered by G / (H + smoothing), which for least squares without
    /// penalty and smoothing puts the best set at one end; sets are taken from both ends, since rows without a
    /// category stay on the left.
    /// </summary>
    /// <remarks>Fisher, On grouping for maximum homogeneity (1958).</remarks>
    private SplitCandidate FindCategories<TScore>(
        int feature,
        ReadOnlySpan<Vector128<long>> histogram,
        Vector128<long> total,
        TScore score
    )
        where TScore : struct, ISplitScore
    {
        Span<int> order = stackalloc int[FeatureBins.MaxValueBins];
        order = order[..Sort(histogram[..features.Thresholds(feature).Length], order)];
        var (top, topCount, topFromEnd) = (double.NegativeInfinity, 0, false);
        foreach (var fromEnd in (ReadOnlySpan<bool>)[false, true])
        {
            var right = Vector128<long>.Zero;
            for (var i = 0; i < order.Length; i++)
            {
                right += histogram[fromEnd ? order[^(i + 1)] : order[i]];
                if (!IsLargeEnough(right) || !IsLargeEnough(total - right))
                    continue;
                var worth = Children(score, total - right, right);
                if (worth > top)
                    (top, topCount, topFromEnd) = (worth, i + 1, fromEnd);
            }
        }
        var leaf = score.Leaf(
            Vector256.Create(table.Gradient(total)),
            Vector256.Create(table.Hessian(total))
        );
        var gain = top - leaf[0];
        if (!(gain > options.MinGain))
            return default;
        var goesRight = new bool[HistogramKernel.Bins];
        foreach (var code in topFromEnd ? order[^topCount..] : order[..topCount])
            goesRight[code] = true;
        return new SplitCandidate(gain, feature, 0, goesRight);
    }

    /// <summary>The categories that have rows, by G / (H + smoothing) and then by code; returns their number.</summary>
    private int Sort(ReadOnlySpan<Vector128<long>> histogram, Span<int> order)
    {
        Span<double> keys = stackalloc double[FeatureBins.MaxValueBins];
        var count = 0;
        for (var code = 0; code < histogram.Length; code++)
        {
            if (table.Count(histogram[code]) == 0)
                continue;
            var hessian = table.Hessian(histogram[code]) + options.CategorySmoothing;
            keys[count] = hessian > 0 ? table.Gradient(histogram[code]) / hessian : 0;
            order[count++] = code;
        }
        // By insertion, which keeps the order of codes among equal keys.
        for (var i = 1; i < count; i++)
        {
            var (key, code, place) = (keys[i], order[i], i);
            for (; place > 0 && keys[place - 1] > key; place--)
                (keys[place], order[place]) = (keys[place - 1], order[place - 1]);
            (keys[place], order[place]) = (key, code);
        }
        return count;
    }

    private bool IsLargeEnough(Vector128<long> sums) =>
        table.Count(sums) >= options.MinChildRows
        && (sums[1] >> table.CountBits) >= MinHessianUnits();

    private double Children<TScore>(TScore score, Vector128<long> left, Vector128<long> right)
        where TScore : struct, ISplitScore =>
        score.Children(
            Vector256.Create(table.Gradient(left)),
            Vector256.Create(table.Hessian(left)),
            Vector256.Create(table.Gradient(right)),
            Vector256.Create(table.Hessian(right))
        )[0];

    /// <summary>At least one unit, so that no score divides by zero.</summary>
    private long MinHessianUnits() =>
        (long)
            Math.Clamp(
                Math.Ceiling(options.MinChildHessian / table.HessianUnit),
                1,
                long.MaxValue / 2
            );

    private Vector256<double> Gradient(Vector256<long> units) =>
        Vector256.ConvertToDouble(units) * table.GradientUnit;

    private Vector256<double> Hessian(Vector256<long> units) =>
        Vector256.ConvertToDouble(units) * table.HessianUnit;
}

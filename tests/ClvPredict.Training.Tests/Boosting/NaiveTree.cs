using ClvPredict.Training.Boosting;

namespace ClvPredict.Training.Tests.Boosting;

/// <summary>
/// Leaf-wise tree growth in its plainest form: every threshold of every feature is tried by summing all rows of the leaf in
/// float64. No histograms, no integers, no partition. The twin that the fast grower must equal.
/// </summary>
internal sealed class NaiveTree(
    BoostingOptions options,
    ReadOnlyMemory<float>[] columns,
    FeatureBins bins,
    float[] gradients,
    float[] hessians
)
{
    public List<(int Leaf, int Feature, float Threshold, double Gain)> Splits { get; } = [];

    public List<double> LeafValues { get; } = [];

    public List<List<int>> LeafRows { get; } = [];

    public NaiveTree Grow()
    {
        var root = (Low: -options.MaxLeafStep, High: options.MaxLeafStep);
        var leaves = new List<(
            List<int> Rows,
            int Depth,
            (double Low, double High) Bounds,
            List<int> Path
        )>
        {
            (Enumerable.Range(0, gradients.Length).ToList(), 0, root, []),
        };
        while (leaves.Count < options.MaxLeaves)
        {
            var best = (Leaf: -1, Feature: 0, Threshold: 0f, Gain: 0.0);
            for (var leaf = 0; leaf < leaves.Count; leaf++)
            {
                if (options.MaxDepth > 0 && leaves[leaf].Depth >= options.MaxDepth)
                    continue;
                var found = BestSplit(leaves[leaf].Rows, leaves[leaf].Bounds, leaves[leaf].Path);
                if (found.Gain > options.MinGain && found.Gain > best.Gain)
                    best = (leaf, found.Feature, found.Threshold, found.Gain);
            }
            if (best.Leaf < 0)
                break;
            Splits.Add(best);
            var (rows, depth, bounds, path) = leaves[best.Leaf];
            List<int> longer = [.. path, best.Feature];
            var column = columns[best.Feature];
            var left = rows.Where(r => column.Span[r] <= best.Threshold).ToList();
            var right = rows.Except(left).ToList();
            var middle = (Step(Sums(left), bounds) + Step(Sums(right), bounds)) / 2;
            var direction = Direction(best.Feature);
            leaves[best.Leaf] = (
                left,
                depth + 1,
                (direction < 0 ? middle : bounds.Low, direction > 0 ? middle : bounds.High),
                longer
            );
            leaves.Add(
                (
                    right,
                    depth + 1,
                    (direction > 0 ? middle : bounds.Low, direction < 0 ? middle : bounds.High),
                    longer
                )
            );
        }
        foreach (var (rows, _, bounds, _) in leaves)
        {
            LeafValues.Add(Step(Sums(rows), bounds) * options.LearningRate);
            LeafRows.Add(rows);
        }
        return this;
    }

    private (int Feature, float Threshold, double Gain) BestSplit(
        List<int> rows,
        (double Low, double High) bounds,
        List<int> path
    )
    {
        var best = (Feature: 0, Threshold: 0f, Gain: 0.0);
        var parent = Score(Sums(rows), bounds);
        for (var feature = 0; feature < columns.Length; feature++)
        {
            if (!MayFollow(path, feature))
                continue;
            var column = columns[feature];
            foreach (var threshold in bins.Thresholds(feature))
            {
                var left = rows.Where(r => column.Span[r] <= threshold).ToList();
                var right = rows.Where(r => !(column.Span[r] <= threshold)).ToList();
                var (leftSums, rightSums) = (Sums(left), Sums(right));
                if (
                    Math.Min(left.Count, right.Count) < options.MinChildRows
                    || Math.Min(leftSums.H, rightSums.H) < options.MinChildHessian
                )
                    continue;
                var rise = Step(rightSums, bounds) - Step(leftSums, bounds);
                if (rise * Direction(feature) < 0)
                    continue;
                var gain = Score(leftSums, bounds) + Score(rightSums, bounds) - parent;
                // Equal partitions must not be told apart by rounding: the first of them counts.
                if (gain > best.Gain * (1 + 1e-9))
                    best = (feature, threshold, gain);
            }
        }
        return best;
    }

    private bool MayFollow(List<int> path, int feature) =>
        options.Interactions.IsEmpty
        || options.Interactions.Any(set =>
            set.Contains(feature) && path.TrueForAll(passed => set.Contains(passed))
        );

    private (double G, double H) Sums(List<int> rows) =>
        (rows.Sum(r => (double)gradients[r]), rows.Sum(r => (double)hessians[r]));

    private int Direction(int feature) => options.Monotone.IsEmpty ? 0 : options.Monotone[feature];

    private double Step((double G, double H) sums, (double Low, double High) bounds)
    {
        var size = Math.Max(0, Math.Abs(sums.G) - options.L1) / (sums.H + options.L2);
        return Math.Clamp(-Math.Sign(sums.G) * size, bounds.Low, bounds.High);
    }

    private double Score((double G, double H) sums, (double Low, double High) bounds)
    {
        if (options.Monotone.Any(direction => direction != 0))
        {
            var step = Step(sums, bounds);
            return -2 * sums.G * step
                - (sums.H + options.L2) * step * step
                - 2 * options.L1 * Math.Abs(step);
        }
        var size = Math.Max(0, Math.Abs(sums.G) - options.L1);
        return size * size / (sums.H + options.L2);
    }
}

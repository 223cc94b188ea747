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

    public NaiveTree Grow()
    {
        var leaves = new List<(List<int> Rows, int Depth)>
        {
            (Enumerable.Range(0, gradients.Length).ToList(), 0),
        };
        while (leaves.Count < options.MaxLeaves)
        {
            var best = (Leaf: -1, Feature: 0, Threshold: 0f, Gain: 0.0);
            for (var leaf = 0; leaf < leaves.Count; leaf++)
            {
                if (options.MaxDepth > 0 && leaves[leaf].Depth >= options.MaxDepth)
                    continue;
                var found = BestSplit(leaves[leaf].Rows);
                if (found.Gain > options.MinGain && found.Gain > best.Gain)
                    best = (leaf, found.Feature, found.Threshold, found.Gain);
            }
            if (best.Leaf < 0)
                break;
            Splits.Add(best);
            var (rows, depth) = leaves[best.Leaf];
            var column = columns[best.Feature];
            leaves[best.Leaf] = (
                rows.Where(r => column.Span[r] <= best.Threshold).ToList(),
                depth + 1
            );
            leaves.Add((rows.Where(r => !(column.Span[r] <= best.Threshold)).ToList(), depth + 1));
        }
        foreach (var (rows, _) in leaves)
        {
            var (g, h) = Sums(rows);
            var size = Math.Max(0, Math.Abs(g) - options.L1) / (h + options.L2);
            LeafValues.Add(
                -Math.Sign(g) * Math.Min(size, options.MaxLeafStep) * options.LearningRate
            );
        }
        return this;
    }

    public (int Feature, float Threshold, double Gain) BestSplit(List<int> rows)
    {
        var best = (Feature: 0, Threshold: 0f, Gain: 0.0);
        var parent = Score(Sums(rows));
        for (var feature = 0; feature < columns.Length; feature++)
        {
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
                var gain = Score(leftSums) + Score(rightSums) - parent;
                // Equal partitions must not be told apart by rounding: the first of them counts.
                if (gain > best.Gain * (1 + 1e-9))
                    best = (feature, threshold, gain);
            }
        }
        return best;
    }

    private (double G, double H) Sums(List<int> rows) =>
        (rows.Sum(r => (double)gradients[r]), rows.Sum(r => (double)hessians[r]));

    private double Score((double G, double H) sums)
    {
        var size = Math.Max(0, Math.Abs(sums.G) - options.L1);
        return size * size / (sums.H + options.L2);
    }
}

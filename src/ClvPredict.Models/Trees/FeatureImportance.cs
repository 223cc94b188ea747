using System.Collections.Immutable;

namespace ClvPredict.Models.Trees;

/// <summary>How much a model owes to each feature as a whole.</summary>
public static class FeatureImportance
{
    /// <summary>
    /// The sum of the gains of the splits on each feature, at least 0 for trees as trained here. The gain of a categorical split
    /// counts for the first of its indicators.
    /// </summary>
    /// <returns>One sum per feature, in the unit of <see cref="RegressionTree.SplitGain"/>.</returns>
    public static ImmutableArray<double> Gains(TreeEnsemble ensemble)
    {
        var gains = new double[ensemble.FeatureCount];
        foreach (var tree in ensemble.Trees)
        {
            if (tree.IsEmpty)
                continue;
            var categorical = tree.CategoricalSplits.ToDictionary(s => s.Node, s => s.Features);
            for (int n = 0; n < tree.Threshold.Length; n++)
            {
                if (!categorical.TryGetValue(n, out var indicators))
                    gains[tree.SplitFeature[n]] += tree.SplitGain[n];
                else if (!indicators.IsEmpty)
                    gains[indicators[0]] += tree.SplitGain[n];
            }
        }
        return [.. gains];
    }

    /// <summary>
    /// By how much the loss grows when the values of one feature are shuffled among the rows (Breiman, Random forests, 2001,
    /// section 10; Fisher, Rudin and Dominici, All models are wrong, but many are useful, 2019, equation 3.1, as a
    /// difference): about 0 for features that the model does not need, which can come out below 0 by chance. Features that
    /// replace each other share their importance.
    /// </summary>
    /// <param name="columns">One column per feature, of equal lengths; not changed.</param>
    /// <param name="loss">The loss of the model on columns like these; smaller is better. It must not keep the columns.</param>
    /// <param name="repeats">Number of shuffles to average over, at least 1. A shuffle is the same for all features.</param>
    /// <param name="seed">Decides the shuffles.</param>
    /// <param name="cancellationToken">Checked before each call of <paramref name="loss"/>.</param>
    /// <returns>Mean increase of the loss, one per feature.</returns>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one repeat.</exception>
    public static ImmutableArray<double> Permutation(
        ReadOnlyMemory<float>[] columns,
        Func<ReadOnlyMemory<float>[], double> loss,
        int repeats,
        int seed,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        int rows = columns.Length == 0 ? 0 : columns[0].Length;
        if (Array.Exists(columns, column => column.Length != rows))
            throw new ArgumentException("The columns differ in length.", nameof(columns));
        double before = loss([.. columns]);
        var increase = new double[columns.Length];
        var order = new int[rows];
        for (int r = 0; r < rows; r++)
            order[r] = r;
        var random = new Random(seed);
        var shuffled = new float[rows];
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            random.Shuffle(order);
            for (int f = 0; f < columns.Length; f++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var column = columns[f].Span;
                for (int r = 0; r < rows; r++)
                    shuffled[r] = column[order[r]];
                ReadOnlyMemory<float>[] changed = [.. columns];
                changed[f] = shuffled;
                increase[f] += loss(changed) - before;
            }
        }
        return [.. increase.Select(sum => sum / repeats)];
    }
}

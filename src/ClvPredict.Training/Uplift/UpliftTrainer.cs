using ClvPredict.Training.Simulation;

namespace ClvPredict.Training.Uplift;

/// <summary>
/// Learns who responds to being treated, from experiments with a control group. Customers are split into folds; what is said of a
/// customer of the history comes from models that have not seen the customer, so that Qini and AUUC are honest. Others get the mean
/// of the folds' models.
/// </summary>
public static class UpliftTrainer
{
    /// <summary>Learns uplift and measures how well it ranks.</summary>
    /// <param name="data">The history.</param>
    /// <param name="others">Features of customers without history, in the same columns; may have no row.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static UpliftResult Train(
        UpliftData data,
        IReadOnlyList<ReadOnlyMemory<float>> others,
        UpliftOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Folds, 20);
        var folds = Folds(data, options);
        var (twoModel, xLearner) = (new double[data.RowCount], new double[data.RowCount]);
        var otherRows = others.Count > 0 ? others[0].Length : 0;
        var (otherTwoModel, otherX) = (new double[otherRows], new double[otherRows]);
        var trees = 0;
        for (var fold = 0; fold < options.Folds; fold++)
        {
            int[] rows = [.. Enumerable.Range(0, folds.Length).Where(i => folds[i] != fold)];
            var learners = UpliftLearners.Train(data, rows, options, cancellationToken);
            trees += learners.GainTrees;
            var (two, x) = learners.Predict(data.Columns, options.Threads, cancellationToken);
            for (var i = 0; i < folds.Length; i++)
            {
                if (folds[i] == fold)
                    (twoModel[i], xLearner[i]) = (two[i], x[i]);
            }
            if (otherRows == 0)
                continue;
            (two, x) = learners.Predict(others, options.Threads, cancellationToken);
            for (var i = 0; i < otherRows; i++)
            {
                otherTwoModel[i] += two[i] / options.Folds;
                otherX[i] += x[i] / options.Folds;
            }
        }
        return new UpliftResult
        {
            TwoModel = [.. twoModel, .. otherTwoModel],
            XLearner = [.. xLearner, .. otherX],
            Summary = UpliftSummary.Of(data, twoModel, xLearner, trees, options),
        };
    }

    // Within each group customers are dealt out in the order of random keys, so that every fold has its share of both. The keys
    // depend on the ids alone: the order of the rows changes nothing that matters.
    private static int[] Folds(UpliftData data, UpliftOptions options)
    {
        var folds = new int[data.RowCount];
        var random = RandomStream.Derive((long)options.Seed, 0, StreamPurpose.Folds);
        var keys = new ulong[folds.Length];
        foreach (
            var i in Enumerable
                .Range(0, folds.Length)
                .OrderBy(i => data.CustomerIds[i], StringComparer.Ordinal)
        )
            keys[i] = random.Bits();
        var dealt = new int[2];
        foreach (var i in Enumerable.Range(0, folds.Length).OrderBy(i => keys[i]))
            folds[i] = dealt[data.Treated[i] ? 1 : 0]++ % options.Folds;
        return folds;
    }
}

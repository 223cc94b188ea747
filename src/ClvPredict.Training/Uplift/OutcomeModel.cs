using ClvPredict.Models.Trees;
using ClvPredict.Training.Boosting;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Training.Uplift;

/// <summary>Boosted trees for the mean of a number, stopped when they no longer help rows held back; possibly a constant.</summary>
internal sealed class OutcomeModel
{
    // One row in five is held back to stop by.
    private const int HeldBack = 5;
    private const int StoppingRounds = 20;

    private readonly CompiledEnsemble? _trees;
    private readonly double _mean;

    private OutcomeModel(BoostingResult result, int features)
    {
        _mean = result.InitialScore;
        TreeCount = result.Trees.Length;
        if (TreeCount > 0)
            _trees = new CompiledEnsemble(
                new TreeEnsemble
                {
                    Kind = EnsembleKind.FastTreeRegression,
                    FeatureCount = features,
                    Trees = result.Trees,
                }
            );
    }

    /// <summary>Number of trees; 0 for a constant.</summary>
    public int TreeCount { get; }

    /// <summary>Learns a column from rows of the features.</summary>
    public static OutcomeModel Train(
        IReadOnlyList<ReadOnlyMemory<float>> columns,
        int[] rows,
        double[] labels,
        UpliftOptions options,
        CancellationToken cancellationToken
    )
    {
        var (kept, held) = (new List<int>(), new List<int>());
        for (var i = 0; i < rows.Length; i++)
            (i % HeldBack == HeldBack - 1 ? held : kept).Add(i);
        var bins = FeatureBins.Build(
            Select(columns, kept, rows),
            threads: options.Threads,
            cancellationToken: cancellationToken
        );
        var result = BoostingTrainer.Train(
            new BoostingOptions
            {
                Rounds = options.Rounds,
                LearningRate = options.LearningRate,
                MaxLeaves = options.MaxLeaves,
                MinChildRows = options.MinChildRows,
                EarlyStoppingRounds = StoppingRounds,
                Threads = options.Threads,
            },
            new SquaredObjective(),
            new BoostingData(bins, kept.Select(i => labels[i]).ToArray()),
            new BoostingData(
                bins.Apply(Select(columns, held, rows), options.Threads, cancellationToken),
                held.Select(i => labels[i]).ToArray()
            ),
            cancellationToken
        );
        return new OutcomeModel(result, columns.Count);
    }

    /// <summary>The mean of every row.</summary>
    public double[] Predict(
        IReadOnlyList<ReadOnlyMemory<float>> columns,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var scores = new double[columns[0].Length];
        _trees?.RawScores([.. columns], scores, threads, cancellationToken);
        for (var i = 0; i < scores.Length; i++)
            scores[i] += _mean;
        return scores;
    }

    private static ReadOnlyMemory<float>[] Select(
        IReadOnlyList<ReadOnlyMemory<float>> columns,
        List<int> places,
        int[] rows
    )
    {
        var selected = new ReadOnlyMemory<float>[columns.Count];
        for (var c = 0; c < selected.Length; c++)
        {
            var source = columns[c].Span;
            var column = new float[places.Count];
            for (var i = 0; i < column.Length; i++)
                column[i] = source[rows[places[i]]];
            selected[c] = column;
        }
        return selected;
    }
}

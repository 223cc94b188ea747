using System.Collections.Immutable;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Trees;
using ClvPredict.Training.Boosting;

namespace ClvPredict.Training.Stack;

/// <summary>The tree features of all cutoffs, binned once and shared by every member of every target.</summary>
internal sealed class TrainingMatrix
{
    private readonly CutoffSample _validation;
    private readonly int _threads;

    public TrainingMatrix(
        ImmutableArray<CutoffSample> training,
        CutoffSample validation,
        int threads
    )
    {
        _validation = validation;
        _threads = threads;
        Training = FeatureBins.Build(Columns(training), threads: threads);
        Validation = Training.Apply(Columns([validation]), threads);
        All = FeatureBins.Build(Columns(training.Insert(0, validation)), threads: threads);
    }

    /// <summary>Slots of the tree features that come from the prior, which the plain member must not see.</summary>
    public IReadOnlySet<int> PriorSlots =>
        ModelInputs.PriorTreeFeatures.Select(n => TreeFeatures.IndexOf(n)).ToHashSet();

    /// <summary>Names of the columns.</summary>
    public ImmutableArray<string> TreeFeatures => _validation.Inputs.TreeFeatures;

    /// <summary>Training cutoffs.</summary>
    public FeatureBins Training { get; }

    /// <summary>The validation cutoff, in the bins of the training cutoffs.</summary>
    public FeatureBins Validation { get; }

    /// <summary>The validation cutoff followed by the training cutoffs, in bins of their own.</summary>
    public FeatureBins All { get; }

    /// <summary>Sum of the leaves for every row of the validation cutoff.</summary>
    public double[] ScoreValidation(TreeEnsemble trees) =>
        Score(trees, _validation.Inputs, _threads);

    /// <summary>Sum of the leaves for every row.</summary>
    public static double[] Score(TreeEnsemble trees, ModelInputs inputs, int threads)
    {
        var columns = inputs.TreeFeatures.Select(inputs.Column).ToArray();
        var scores = new double[inputs.Features.RowCount];
        new CompiledEnsemble(trees).RawScores(columns, scores, threads, CancellationToken.None);
        return scores;
    }

    private static ReadOnlyMemory<float>[] Columns(ImmutableArray<CutoffSample> samples)
    {
        var names = samples[0].Inputs.TreeFeatures;
        var columns = new ReadOnlyMemory<float>[names.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            var column = new float[samples.Sum(s => s.RowCount)];
            var start = 0;
            foreach (var sample in samples)
            {
                sample.Inputs.Column(names[c]).Span.CopyTo(column.AsSpan(start));
                start += sample.RowCount;
            }
            columns[c] = column;
        }
        return columns;
    }
}

namespace ClvPredict.Models.MlNet;

/// <summary>One step of a model: reads columns of a batch and adds columns to it.</summary>
public abstract record TransformStep
{
    /// <summary>The flag of steps that take part in scoring.</summary>
    internal const int ScoringScope = 4;

    private protected TransformStep() { }

    /// <summary>When a chain runs the step: 1 in training, 2 in testing, 4 in scoring, added up. Usually 7.</summary>
    public int Scope { get; init; } = 7;

    /// <summary>Declares the columns read and made.</summary>
    internal abstract void Declare(ColumnFlow flow);

    /// <summary>Reads and adds the columns. The step was declared, so kinds and lengths fit.</summary>
    internal abstract void Run(
        ColumnBatch batch,
        int maxThreads,
        CancellationToken cancellationToken
    );

    /// <summary>Adds the step's entries, sub-folders first.</summary>
    internal abstract void Write(ModelEntries entries, string directory);
}

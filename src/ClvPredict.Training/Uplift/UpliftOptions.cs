namespace ClvPredict.Training.Uplift;

/// <summary>How uplift is learnt. Every default is here.</summary>
public sealed record UpliftOptions
{
    /// <summary>Parts that customers are split into; each is predicted by models that have not seen it. 2 to 20.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Largest number of trees of each model, at least 1; fewer where they stop helping customers held back.</summary>
    public int Rounds { get; init; } = 200;

    /// <summary>Factor on every leaf, in (0, 1].</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Leaves a tree, 2 to 256.</summary>
    public int MaxLeaves { get; init; } = 8;

    /// <summary>Smallest number of customers in a leaf, at least 1.</summary>
    public int MinChildRows { get; init; } = 50;

    /// <summary>Draws of the bootstrap, at least 20.</summary>
    public int Draws { get; init; } = 400;

    /// <summary>Coverage of the intervals, above 0 and below 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Seed of folds and draws.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads used, at least 1; the result does not depend on it.</summary>
    public int Threads { get; init; } = 1;
}

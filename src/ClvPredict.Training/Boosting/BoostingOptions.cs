using System.Collections.Immutable;

namespace ClvPredict.Training.Boosting;

/// <summary>Settings of one gradient boosting run. Every value has one default, here.</summary>
public sealed record BoostingOptions
{
    /// <summary>Most leaves a tree may have: leaf numbers are bytes.</summary>
    public const int LargestMaxLeaves = 256;

    /// <summary>Largest number of trees, at least 0.</summary>
    public int Rounds { get; init; } = 100;

    /// <summary>Factor on every leaf value, in (0, 1].</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Leaves per tree, 2 to <see cref="LargestMaxLeaves"/>; the leaf of largest gain is split first.</summary>
    public int MaxLeaves { get; init; } = 20;

    /// <summary>Splits on the way to a leaf, at least 1; 0 means no limit.</summary>
    public int MaxDepth { get; init; }

    /// <summary>Smallest sum of hessians (weights included) in a leaf, at least 0.</summary>
    public double MinChildHessian { get; init; } = 1e-3;

    /// <summary>Smallest number of rows in a leaf, at least 1.</summary>
    public int MinChildRows { get; init; } = 20;

    /// <summary>L1 penalty on leaf values (before the learning rate), at least 0.</summary>
    public double L1 { get; init; }

    /// <summary>L2 penalty on leaf values (before the learning rate), at least 0.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>Gain that a split must exceed, at least 0. The gain is the sum over both children of
    /// G² / (H + L2), minus the same of the parent.</summary>
    public double MinGain { get; init; }

    /// <summary>
    /// Bound on the size of a leaf value before the learning rate, above 0; infinite by default. A bound near 1 keeps
    /// the logistic and Poisson objectives steady where a leaf's labels are far from the present scores.
    /// </summary>
    public double MaxLeafStep { get; init; } = double.PositiveInfinity;

    /// <summary>Share of the rows that each tree is grown on, in (0, 1]; drawn anew without replacement for every tree.</summary>
    public double RowSampling { get; init; } = 1;

    /// <summary>Share of the features that each tree may use, in (0, 1]; at least one feature.</summary>
    public double FeatureSampling { get; init; } = 1;

    /// <summary>
    /// Per feature: 1 where the raw score may only rise with the feature, -1 where it may only fall, 0 where it is free.
    /// Empty for no limits. Missing values count as larger than all others. Not for the quantile objective.
    /// </summary>
    public ImmutableArray<int> Monotone { get; init; } = [];

    /// <summary>
    /// Sets of features that may interact: the features on the way to a leaf are all members of one set. At most 64 sets, every
    /// feature in at least one. Empty for no limits; a set for each feature makes an additive model.
    /// </summary>
    public ImmutableArray<ImmutableArray<int>> Interactions { get; init; } = [];

    /// <summary>
    /// Added to the hessian of every category where a leaf's categories are ordered by gradient over hessian, at least 0: it
    /// keeps categories of few rows in the middle of the order.
    /// </summary>
    public double CategorySmoothing { get; init; } = 10;

    /// <summary>Seed of row and feature sampling; unused when both are 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads used, at least 1. The result is the same, bit for bit, for any number.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Whether a constant that minimises the deviance (given the offset) is fitted first. Switch it off to start at
    /// the offset itself.
    /// </summary>
    public bool FitInitialScore { get; init; } = true;

    /// <summary>
    /// Rounds without improvement of the validation deviance after which training stops; only the trees up to the best
    /// round are kept, possibly none. 0 keeps every tree.
    /// </summary>
    public int EarlyStoppingRounds { get; init; }

    /// <summary>
    /// Smallest improvement that counts, as a share of the validation deviance before the first tree; in [0, 1).
    /// </summary>
    public double EarlyStoppingMinGain { get; init; }

    /// <summary>
    /// Whether the validation deviance is taken after adding the constant to all validation scores that minimises it,
    /// so that a mere difference in level between training and validation period neither rewards nor stops training.
    /// </summary>
    public bool LevelFreeEarlyStopping { get; init; }

    /// <summary>Whether any feature is held to a direction.</summary>
    internal bool HasMonotone => Monotone.AsSpan().ContainsAnyExcept(0);

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">Names every fault with value and allowed range.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        Check(Rounds >= 0, nameof(Rounds), Rounds, "at least 0");
        Check(
            LearningRate is > 0 and <= 1,
            nameof(LearningRate),
            LearningRate,
            "above 0, at most 1"
        );
        Check(MaxLeaves is >= 2 and <= LargestMaxLeaves, nameof(MaxLeaves), MaxLeaves, "2 to 256");
        Check(MaxDepth >= 0, nameof(MaxDepth), MaxDepth, "at least 1, or 0 for no limit");
        Check(
            IsFiniteAndNotNegative(MinChildHessian),
            nameof(MinChildHessian),
            MinChildHessian,
            "at least 0"
        );
        Check(MinChildRows >= 1, nameof(MinChildRows), MinChildRows, "at least 1");
        Check(IsFiniteAndNotNegative(L1), nameof(L1), L1, "at least 0");
        Check(IsFiniteAndNotNegative(L2), nameof(L2), L2, "at least 0");
        Check(IsFiniteAndNotNegative(MinGain), nameof(MinGain), MinGain, "at least 0");
        Check(MaxLeafStep > 0, nameof(MaxLeafStep), MaxLeafStep, "above 0");
        Check(RowSampling is > 0 and <= 1, nameof(RowSampling), RowSampling, "above 0, at most 1");
        Check(
            FeatureSampling is > 0 and <= 1,
            nameof(FeatureSampling),
            FeatureSampling,
            "above 0, at most 1"
        );
        foreach (var direction in Monotone.AsSpan())
            Check(direction is >= -1 and <= 1, nameof(Monotone), direction, "-1, 0 or 1");
        Check(
            IsFiniteAndNotNegative(CategorySmoothing),
            nameof(CategorySmoothing),
            CategorySmoothing,
            "at least 0"
        );
        Check(Threads is >= 1 and <= 1024, nameof(Threads), Threads, "1 to 1024");
        Check(
            EarlyStoppingRounds >= 0,
            nameof(EarlyStoppingRounds),
            EarlyStoppingRounds,
            "at least 0"
        );
        Check(
            EarlyStoppingMinGain is >= 0 and < 1,
            nameof(EarlyStoppingMinGain),
            EarlyStoppingMinGain,
            "at least 0, below 1"
        );
        if (faults.Count > 0)
            throw new ArgumentException(
                "boosting options: " + string.Join("; ", faults),
                paramName: null
            );

        void Check(bool holds, string name, IFormattable value, string range)
        {
            if (!holds)
                faults.Add(FormattableString.Invariant($"{name} is {value}, must be {range}"));
        }
    }

    private static bool IsFiniteAndNotNegative(double value) =>
        double.IsFinite(value) && value >= 0;
}

using System.Collections.Immutable;
using ClvPredict.Features;
using ClvPredict.Features.Sampling;
using ClvPredict.Models.Evaluation;

namespace ClvPredict.Models.Package;

/// <summary>What a model is, what it was made from and how good it was: clv/manifest.json of the zip. No personal data.</summary>
public sealed record ModelManifest
{
    /// <summary>Format written by this version; a zip with a newer one is refused.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format of the clv/ entries.</summary>
    public int FormatVersion { get; init; } = CurrentFormat;

    /// <summary>Version of the library that wrote the zip.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>How far ahead the model predicts, such as 180d.</summary>
    public required string Horizon { get; init; }

    /// <summary>First day that was not observed in training.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Length of the label windows the trees were trained on, in days; 0 when the history was too short for trees.</summary>
    public required int WindowDays { get; init; }

    /// <summary>What a purchase is worth.</summary>
    public required ValueBasis ValueBasis { get; init; }

    /// <summary>Margin that predicted CLV includes, 0..1.</summary>
    public required double Margin { get; init; }

    /// <summary>Currency of the amounts; empty when not stated.</summary>
    public required string Currency { get; init; }

    /// <summary>Units of the outputs.</summary>
    public required OutputUnits Units { get; init; }

    /// <summary>Where the tiers began among the customers at the as-of day.</summary>
    public required TierThresholds Tiers { get; init; }

    /// <summary>The feature columns.</summary>
    public required FeatureContract Features { get; init; }

    /// <summary><see cref="FeatureContract.Fingerprint"/> of <see cref="Features"/> as the library that wrote the zip knows
    /// them; a library that computes others refuses the zip.</summary>
    public required string FeatureFingerprint { get; init; }

    /// <summary>SHA-256 of the order data, lower-case hexadecimal.</summary>
    public required string OrdersDigest { get; init; }

    /// <summary>Order lines used.</summary>
    public required long OrderLines { get; init; }

    /// <summary>Customers known at the as-of day.</summary>
    public required int Customers { get; init; }

    /// <summary>The sample of the customers that the trees, the level and the judge saw, while the prior saw all of them; null
    /// where all saw all.</summary>
    public SampleSummary? Sample { get; init; }

    /// <summary>How many past cutoffs the model was to be judged on; with horizon, value basis, margin, currency and seed all
    /// options that the result depends on.</summary>
    public required int Origins { get; init; }

    /// <summary>Seed of the training.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Training cutoffs, latest first, the validation cutoff leading; empty without trees.</summary>
    public required ImmutableArray<DateOnly> Cutoffs { get; init; }

    /// <summary>Per target: what was fitted.</summary>
    public required ImmutableArray<TargetSummary> Targets { get; init; }

    /// <summary>How the total was set.</summary>
    public required LevelSummary Level { get; init; }

    /// <summary>Features by their share of the gain, largest first; empty without trees.</summary>
    public required ImmutableArray<FeatureImportance> Importance { get; init; }

    /// <summary>What the judge found on rolling origins, and what ships because of it; null when nothing was judged.</summary>
    public JudgeReport? Judge { get; init; }

    /// <summary>The model of an earlier cutoff judged on time it had not seen; null when the history is too short.</summary>
    public EvaluationResult? Backtest { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Verdict { get; init; }
}

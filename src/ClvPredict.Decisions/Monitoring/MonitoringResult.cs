using System.Collections.Immutable;

namespace ClvPredict.Decisions.Monitoring;

/// <summary>New orders against what a model was trained on.</summary>
public sealed record MonitoringResult
{
    /// <summary>What to do.</summary>
    public required MonitorVerdict Verdict { get; init; }

    /// <summary>Why, the heaviest first; empty when nothing has moved.</summary>
    public required ImmutableArray<string> Reasons { get; init; }

    /// <summary>First day that the model has not seen.</summary>
    public required DateOnly ModelAsOf { get; init; }

    /// <summary>First day that is not observed.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The model's horizon.</summary>
    public required string Horizon { get; init; }

    /// <summary>Currency of the model; empty when not stated.</summary>
    public required string Currency { get; init; }

    /// <summary>Forecast against outcome; the latest window that has matured, or the days since the model's as-of day.</summary>
    public required ForecastDrift Forecast { get; init; }

    /// <summary>What the business does differently, the largest change first.</summary>
    public required ImmutableArray<BusinessMove> Business { get; init; }

    /// <summary>First day of what the business is compared with, as long as the days since.</summary>
    public required DateOnly BusinessFrom { get; init; }

    /// <summary>Features that moved most, the largest shift first; at most ten.</summary>
    public required ImmutableArray<FeatureMove> Features { get; init; }

    /// <summary>The day that the features are compared with: the same day of a year before the model's as-of day, or that day.</summary>
    public required DateOnly FeaturesAt { get; init; }

    /// <summary>What would change on the lists.</summary>
    public required ImmutableArray<ListTurnover> Lists { get; init; }

    /// <summary>Whether a new training would pay.</summary>
    public required RetrainingGain Retraining { get; init; }
}

using System.Collections.Immutable;
using ClvPredict.Features.Sampling;
using ClvPredict.Models.Evaluation;

namespace ClvPredict.Reporting;

/// <summary>What was fitted.</summary>
public sealed record ModelFacts
{
    /// <summary>File name of the model zip, without a folder.</summary>
    public required string ZipName { get; init; }

    /// <summary>The grade that the model earned, and why; null when it was not judged.</summary>
    public JudgeReport? Judge { get; init; }

    /// <summary>The cutoffs that the model was trained on.</summary>
    public ImmutableArray<DateOnly> Cutoffs { get; init; } = [];

    /// <summary>Of whom the model was trained on a sample; null where it was trained on all.</summary>
    public SampleSummary? Sample { get; init; }

    /// <summary>The parts that are blended.</summary>
    public ImmutableArray<ModelMember> Members { get; init; } = [];

    /// <summary>The factor applied to predicted totals; 1 expects the future to go on like the past. NaN when unknown.</summary>
    public double Level { get; init; } = double.NaN;

    /// <summary>Smallest ratio of actual to expected value among windows of the past; NaN when unknown.</summary>
    public double LevelLow { get; init; } = double.NaN;

    /// <summary>Largest such ratio; NaN when unknown.</summary>
    public double LevelHigh { get; init; } = double.NaN;
}

using ClvPredict.Data;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Features;
using ClvPredict.Scoring;

namespace ClvPredict.Reporting;

/// <summary>What a report is made of.</summary>
public sealed record ReportInput
{
    /// <summary>What was read; null leaves the section about data out.</summary>
    public IngestReport? Ingest { get; init; }

    /// <summary>The orders by customer, with attributes and events where there are any.</summary>
    public required CustomerData Data { get; init; }

    /// <summary>File name of the model zip; a folder in front is not shown.</summary>
    public required string ZipName { get; init; }

    /// <summary>The model.</summary>
    public required CustomerScorer Scorer { get; init; }

    /// <summary>What it says of every customer of <see cref="Data"/>.</summary>
    public required CustomerScores Scores { get; init; }

    /// <summary>What the shop states: costs of acquisition and the discount rate are used.</summary>
    public ShopConfig Config { get; init; } = new();
}

using ClvPredict.Data;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Features;
using ClvPredict.Scoring;

namespace ClvPredict.Reporting;

/// <summary>What a report is made of.</summary>
public sealed record ReportInput
{
    private const int QuarterDays = 90;

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

    /// <summary>The same customers on an earlier day, by the same model and tiers, for who moved between segments; null leaves
    /// that out.</summary>
    public CustomerScores? Earlier { get; init; }

    /// <summary>What the shop states: costs of acquisition and the discount rate are used.</summary>
    public ShopConfig Config { get; init; } = new();

    /// <summary>Threads to use; the report does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The day that a report compares with: a quarter of a year (90 days) before the as-of day; null where there is
    /// not as much history before it again.</summary>
    public static DateOnly? EarlierDay(CustomerHistories histories, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(histories);
        var day = asOf.AddDays(-QuarterDays);
        return day.AddDays(-QuarterDays) >= histories.FirstDay ? day : null;
    }
}

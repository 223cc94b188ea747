using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Segments;

/// <summary>
/// Who went from which segment to which between two days, both seen with one model, so that a change is one of the customer
/// and not of the model. The earlier day sees only what had arrived by then.
/// </summary>
/// <param name="Before">The earlier day.</param>
/// <param name="After">The later day.</param>
/// <param name="LateLines">Order lines of days before the earlier day that had not arrived by it, and are not seen there.</param>
/// <param name="Cells">Moves with at least one customer, largest first within their dimension and origin.</param>
public sealed record SegmentMigration(
    DateOnly Before,
    DateOnly After,
    long LateLines,
    ImmutableArray<MigrationCell> Cells
)
{
    /// <summary>What stands in place of a segment of those who were no customers yet.</summary>
    public const string NotYet = "not_yet";

    /// <summary>Compares the scores of two days, made by one model from the same orders.</summary>
    /// <exception cref="ArgumentException">The days are not in order.</exception>
    public static SegmentMigration Between(
        CustomerHistories histories,
        CustomerScores before,
        CustomerScores after
    )
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.AsOf >= after.AsOf)
            throw new ArgumentException(
                $"{before.AsOf:yyyy-MM-dd} is not before {after.AsOf:yyyy-MM-dd}.",
                nameof(before)
            );
        var earlier = before.Customers.ToDictionary(c => c.CustomerId, StringComparer.Ordinal);
        var cells = ImmutableArray.CreateBuilder<MigrationCell>();
        AddCells("value_tier", c => c.ValueTier);
        AddCells("lifecycle", c => c.Lifecycle);
        AddCells("rfm", c => c.Segment);
        return new SegmentMigration(
            before.AsOf,
            after.AsOf,
            histories.CountLate(before.AsOf),
            cells.ToImmutable()
        );

        void AddCells(string dimension, Func<CustomerScore, string> segment) =>
            cells.AddRange(
                after
                    .Customers.Select(now => (Then: earlier.GetValueOrDefault(now.CustomerId), now))
                    .GroupBy(c =>
                        (From: c.Then is null ? NotYet : segment(c.Then), To: segment(c.now))
                    )
                    .OrderBy(g => g.Key.From, StringComparer.Ordinal)
                    .ThenByDescending(g => g.Count())
                    .ThenBy(g => g.Key.To, StringComparer.Ordinal)
                    .Select(g => new MigrationCell(
                        dimension,
                        g.Key.From,
                        g.Key.To,
                        g.Count(),
                        g.Sum(c => (double)(c.Then?.PredictedClv ?? 0)),
                        g.Sum(c => (double)c.now.PredictedClv),
                        g.Sum(c => c.now.HistoricValue - (c.Then?.HistoricValue ?? 0))
                    ))
            );
    }
}

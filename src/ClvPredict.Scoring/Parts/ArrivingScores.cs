using ClvPredict.Data;
using ClvPredict.Models.Package;

namespace ClvPredict.Scoring.Parts;

/// <summary>Scores customers as their orders arrive and hands the rows on at once.</summary>
public static class ArrivingScores
{
    /// <summary>Writes the score file as CSV, without what depends on all customers: rank, percentile, tier, segment, RFM scores
    /// and the retention list. The customers are in the order of the orders, but for those that arrive together, who are sorted
    /// by id.</summary>
    /// <param name="model">The model.</param>
    /// <param name="orders">The orders.</param>
    /// <param name="asOf">The first day not observed.</param>
    /// <param name="stream">Receives the rows; stays open.</param>
    /// <param name="threads">Threads used; the result does not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Number of customers.</returns>
    /// <exception cref="Features.FeatureContractException">The data is not what the model's features are computed from.</exception>
    /// <exception cref="OrderDataException">The orders are not sorted or cannot be used; rows may have been written by then.</exception>
    public static long Write(
        ClvModel model,
        SortedOrders orders,
        DateOnly asOf,
        Stream stream,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(orders);
        var head = new ScoreHead(asOf, model.Manifest.Horizon, OwnScores.Rung(model.Manifest));
        var count = 0L;
        TableWriter.WriteCsv(
            stream,
            ScoreFile.Columns.ToArray(),
            table =>
            {
                foreach (var part in orders.Read())
                {
                    var histories = CustomerHistories.Build(part, cancellationToken);
                    if (!histories.IsSeenOn(asOf))
                        continue;
                    var scores = new OwnScores(model, histories, asOf, threads, cancellationToken);
                    count += scores.Count;
                    for (var row = 0; row < scores.Count; row++)
                        ScoreFile.WriteRow(table, head, scores[row].Unplaced());
                }
            }
        );
        return count;
    }
}

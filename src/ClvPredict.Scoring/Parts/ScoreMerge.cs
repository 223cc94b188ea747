using ClvPredict.Data;
using ClvPredict.Data.Spill;
using ClvPredict.Models.Package;

namespace ClvPredict.Scoring.Parts;

/// <summary>
/// Finds the places of the customers of all parts among each other and writes what a run over all of them at once writes. The
/// parts are read twice: to find the places, of which some 100 bytes a customer are kept, and to write the rows.
/// </summary>
/// <param name="head">What all rows have in common.</param>
/// <param name="rows">Number of customers in all parts.</param>
/// <param name="open">Opens the parts before their first rows.</param>
/// <param name="model">The model, for ranges of totals; null where it is not at hand.</param>
/// <param name="folder">For what is on disk meanwhile.</param>
internal sealed class ScoreMerge(
    ScoreHead head,
    int rows,
    Func<JoinedRows<OwnScoreRows>> open,
    ClvModel? model,
    SpillFolder folder
)
{
    /// <summary>Writes the files.</summary>
    /// <exception cref="OrderDataException">A customer is in two parts, or the list asked for names one who is in none.</exception>
    public ScoreTotals Write(ScoreOutput output, CancellationToken cancellationToken)
    {
        var columns = new ScoreColumns(rows);
        var sums = new ScoreSums(model, output.Listed);
        foreach (var (row, score) in Rows(cancellationToken))
        {
            columns.Set(row, score);
            sums.Add(score);
        }
        var places = columns.Places(output.Economics, output.Tiers);
        // A list that is refused leaves no file behind.
        var totals = sums.Totals(head, places.List);
        using var targets = output.TargetsPath is null
            ? null
            : new TargetRows(folder, totals.Targets);
        ScoreFile.Write(
            output.ScoresPath,
            table => WriteRows(table, places, targets, cancellationToken)
        );
        if (targets is not null)
            ScoreFile.Write(
                output.TargetsPath!,
                table =>
                    targets.ForEach(
                        (own, row) => ScoreFile.WriteRow(table, head, places.Of(own, row))
                    )
            );
        return totals;
    }

    private void WriteRows(
        TableWriter table,
        ScorePlaces places,
        TargetRows? targets,
        CancellationToken cancellationToken
    )
    {
        foreach (var (row, score) in Rows(cancellationToken))
        {
            ScoreFile.WriteRow(table, head, places.Of(score, row));
            if (places.List.Ranks[row] > 0)
                targets?.Add(score, row, places.List.Ranks[row]);
        }
    }

    private IEnumerable<(int Row, OwnScore Score)> Rows(CancellationToken cancellationToken)
    {
        var row = 0;
        foreach (var score in ScoresAhead.Read(open, cancellationToken))
        {
            if (row == rows)
                throw new OrderDataException("A part has more rows than it states.");
            yield return (row++, score);
        }
        if (row < rows)
            throw new OrderDataException(
                "A part has fewer rows than it states; it was changed or cut off."
            );
    }
}

using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Data.Spill;
using ClvPredict.Models.Package;

namespace ClvPredict.Scoring.Parts;

/// <summary>Scores orders that are larger than memory: part by part, then all together. The files are those that scoring all of
/// them at once writes, to the last byte.</summary>
public sealed class PartedScorer
{
    // Measured: 86 of them compressed.
    private const long BytesPerScore = 300;

    // All files are read at once in the end.
    private const int MostFiles = 256;

    private readonly ClvModel _model;
    private readonly DateOnly _asOf;
    private readonly SpillFolder _folder;
    private readonly Lock _gate = new();
    private readonly List<(string Path, int Count)> _scored = [];
    private long _lateLines;
    private int _files;

    private PartedScorer(ClvModel model, DateOnly asOf, SpillFolder folder) =>
        (_model, _asOf, _folder) = (model, asOf, folder);

    /// <summary>Customers with a line before the as-of day.</summary>
    public int Customers => _scored.Sum(part => part.Count);

    /// <summary>Lines before the as-of day that had not arrived by then and are not seen.</summary>
    public long LateLines => _lateLines;

    /// <summary>Scores every customer for itself; the scores are on disk afterwards, in the folder of the orders.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parts">The orders, on disk; they must stay open.</param>
    /// <param name="asOf">The first day not observed.</param>
    /// <param name="threads">Most parts scored at once; fewer where memory has no room for them. The result does not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">The orders are in memory.</exception>
    /// <exception cref="Features.FeatureContractException">The data is not what the model's features are computed from.</exception>
    /// <exception cref="OrderDataException">There is no line before the as-of day.</exception>
    public static PartedScorer Score(
        ClvModel model,
        OrderParts parts,
        DateOnly asOf,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(parts);
        var folder =
            parts.Folder ?? throw new ArgumentException("The orders are in memory.", nameof(parts));
        var scorer = new PartedScorer(model, asOf, folder);
        parts.ForEach(
            threads,
            histories => scorer.ScorePart(histories, cancellationToken),
            cancellationToken
        );
        return scorer.RequireSomebody();
    }

    /// <summary>Scores orders that arrive sorted by customer, each for itself.</summary>
    /// <param name="model">The model.</param>
    /// <param name="orders">The orders.</param>
    /// <param name="folder">Where the scores are meanwhile; it must stay there.</param>
    /// <param name="asOf">The first day not observed.</param>
    /// <param name="threads">Threads used; the result does not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="Features.FeatureContractException">The data is not what the model's features are computed from.</exception>
    /// <exception cref="OrderDataException">The orders are not sorted or cannot be used, or there is no line before the as-of day.</exception>
    public static PartedScorer Score(
        ClvModel model,
        SortedOrders orders,
        SpillFolder folder,
        DateOnly asOf,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentNullException.ThrowIfNull(folder);
        var scorer = new PartedScorer(model, asOf, folder);
        PartLoop.Run(
            orders.Read(),
            threads,
            table =>
                scorer.ScorePart(
                    CustomerHistories.Build(table, cancellationToken),
                    cancellationToken
                ),
            cancellationToken
        );
        scorer.Join(MostFiles, cancellationToken);
        return scorer.RequireSomebody();
    }

    /// <summary>Finds the customers' places among each other and writes the files.</summary>
    /// <param name="output">What to write.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="OrderDataException">The list asked for names a customer who is not there.</exception>
    public ScoreTotals Write(ScoreOutput output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        return new ScoreMerge(Head, Customers, Open, _model, _folder).Write(
            output,
            cancellationToken
        );
    }

    /// <summary>Writes the customers as one part of several, see <see cref="ScoreParts"/>.</summary>
    /// <param name="head">What part they are.</param>
    /// <param name="path">The file (.csv or .parquet).</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public void WritePart(
        ScorePartHead head,
        string path,
        CancellationToken cancellationToken = default
    )
    {
        ScorePartFile.Write(path, head, Customers, ScoresAhead.Read(Open, cancellationToken));
    }

    private ScoreHead Head => new(_asOf, _model.Manifest.Horizon, OwnScores.Rung(_model.Manifest));

    private JoinedRows<OwnScoreRows> Open() => Open(_scored);

    private static JoinedRows<OwnScoreRows> Open(IEnumerable<(string Path, int Count)> files) =>
        new(files.Select(part => SpilledScores.Open(part.Path, part.Count)));

    private void ScorePart(CustomerHistories histories, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref _lateLines, histories.CountLate(_asOf));
        if (!histories.IsSeenOn(_asOf))
            return;
        var scores = new OwnScores(_model, histories, _asOf, threads: 1, cancellationToken);
        if (scores.Count == 0)
            return;
        Keep(scores.All, scores.Count, cancellationToken);
    }

    /// <summary>Joins files, those made first before others, until there are so many at most.</summary>
    internal void Join(int most, CancellationToken cancellationToken = default)
    {
        while (_scored.Count > most)
        {
            var first = _scored.Take(most).ToArray();
            _scored.RemoveRange(0, most);
            using (var scores = Open(first))
                Keep(Scores(scores), first.Sum(part => part.Count), cancellationToken);
            foreach (var (path, _) in first)
                File.Delete(path);
        }
    }

    private static IEnumerable<OwnScore> Scores(JoinedRows<OwnScoreRows> rows)
    {
        while (rows.MoveNext())
            yield return rows.Current.Score;
    }

    private void Keep(IEnumerable<OwnScore> scores, int count, CancellationToken cancellationToken)
    {
        _folder.RequireRoom(count * BytesPerScore, "Scores of what does not fit into memory");
        var path = Path.Combine(
            _folder.Path,
            string.Create(
                CultureInfo.InvariantCulture,
                $"scores-{Interlocked.Increment(ref _files):000}"
            )
        );
        SpilledScores.Write(path, scores, cancellationToken);
        lock (_gate)
            _scored.Add((path, count));
    }

    private PartedScorer RequireSomebody() =>
        Customers > 0
            ? this
            : throw new OrderDataException(
                $"There is no order line before {_asOf:yyyy-MM-dd}: there is nobody to score."
            )
            {
                IsNobody = true,
            };
}

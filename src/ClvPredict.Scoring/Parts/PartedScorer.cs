using System.Globalization;
using System.Runtime.ExceptionServices;
using ClvPredict.Data;
using ClvPredict.Data.Spill;
using ClvPredict.Models.Package;

namespace ClvPredict.Scoring.Parts;

/// <summary>Scores orders that are larger than memory: part by part, then all together. The files are those that scoring all of
/// them at once writes, to the last byte.</summary>
public sealed class PartedScorer
{
    // Measured: about 150 of them compressed.
    private const long BytesPerScore = 300;

    private readonly ClvModel _model;
    private readonly OrderParts _parts;
    private readonly DateOnly _asOf;
    private readonly SpillFolder _folder;
    private readonly int[] _counts;
    private long _lateLines;

    private PartedScorer(ClvModel model, OrderParts parts, DateOnly asOf, SpillFolder folder)
    {
        (_model, _parts, _asOf, _folder) = (model, parts, asOf, folder);
        _counts = new int[parts.Count];
    }

    /// <summary>Customers with a line before the as-of day.</summary>
    public int Customers => _counts.Sum();

    /// <summary>Lines before the as-of day that had not arrived by then and are not seen.</summary>
    public long LateLines => _lateLines;

    /// <summary>Scores every customer for itself; the scores are on disk afterwards, in the folder of the orders.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parts">The orders, on disk; they must stay open.</param>
    /// <param name="asOf">The first day not observed.</param>
    /// <param name="threads">Parts scored at once; the result does not depend on it.</param>
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
        var scorer = new PartedScorer(model, parts, asOf, folder);
        try
        {
            Parallel.For(
                0,
                parts.Count,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = threads,
                    CancellationToken = cancellationToken,
                },
                part => scorer.ScorePart(part, cancellationToken)
            );
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
        if (scorer.Customers == 0)
            throw new OrderDataException(
                $"There is no order line before {asOf:yyyy-MM-dd}: there is nobody to score."
            );
        return scorer;
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
        using var scores = Open();
        ScorePartFile.Write(path, head, Customers, Rows());

        IEnumerable<OwnScore> Rows()
        {
            while (scores.Next())
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return scores.Current;
            }
        }
    }

    private ScoreHead Head => new(_asOf, _model.Manifest.Horizon, OwnScores.Rung(_model.Manifest));

    private string PathOf(int part) =>
        Path.Combine(
            _folder.Path,
            string.Create(CultureInfo.InvariantCulture, $"scores-{part:000}")
        );

    private JoinedScores Open() =>
        new(
            Enumerable
                .Range(0, _counts.Length)
                .Where(part => _counts[part] > 0)
                .Select(part => SpilledScores.Open(PathOf(part), _counts[part]))
        );

    private void ScorePart(int part, CancellationToken cancellationToken)
    {
        if (_parts.Read(part) is not { } orders)
            return;
        var histories = CustomerHistories.Build(orders, cancellationToken);
        Interlocked.Add(ref _lateLines, histories.CountLate(_asOf));
        if (histories.FirstDay >= _asOf || IsLate(orders))
            return;
        var scores = new OwnScores(_model, histories, _asOf, threads: 1, cancellationToken);
        _counts[part] = scores.Count;
        _folder.RequireRoom(
            scores.Count * BytesPerScore,
            "Scores of what does not fit into memory"
        );
        if (scores.Count > 0)
            SpilledScores.Write(PathOf(part), scores, cancellationToken);
    }

    /// <summary>Whether no line at all had arrived before the as-of day.</summary>
    private bool IsLate(OrderTable orders)
    {
        for (var line = 0; line < orders.ArrivalDay.Length; line++)
        {
            if (orders.ArrivalDay[line] < _asOf.DayNumber)
                return false;
        }
        return !orders.ArrivalDay.IsEmpty;
    }
}

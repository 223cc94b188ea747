using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Data.Spill;
using ClvPredict.Models.Package;

namespace ClvPredict.Scoring.Parts;

/// <summary>Scores in parts: each is scored by a process of its own, and all are brought together afterwards, with what a single
/// run over all customers gives to the last byte.</summary>
public static class ScoreParts
{
    /// <summary>Scores the customers of one part and writes its file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The customers of the part; null where there is none.</param>
    /// <param name="head">What part it is.</param>
    /// <param name="path">The file (.csv or .parquet).</param>
    /// <param name="threads">Threads used; the result does not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Number of customers.</returns>
    /// <exception cref="Features.FeatureContractException">The data is not what the model's features are computed from.</exception>
    public static int Write(
        ClvModel model,
        Features.CustomerData? data,
        ScorePartHead head,
        string path,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(head);
        var scores = data is null
            ? null
            : new OwnScores(model, data, head.AsOf, threads, cancellationToken);
        var count = scores?.Count ?? 0;
        ScorePartFile.Write(path, head, count, Rows());
        return count;

        IEnumerable<OwnScore> Rows()
        {
            for (var row = 0; row < count; row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return scores![row];
            }
        }
    }

    /// <summary>What part a model makes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="digest">Digest of its zip.</param>
    /// <param name="asOf">The first day not observed.</param>
    /// <param name="shard">Which part of how many.</param>
    public static ScorePartHead HeadOf(
        ClvModel model,
        string digest,
        DateOnly asOf,
        CustomerShard shard
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ScorePartHead(
            shard,
            asOf,
            model.Manifest.Horizon,
            OwnScores.Rung(model.Manifest),
            digest,
            model.RangeCoverage
        );
    }

    /// <summary>Brings the files of all parts together.</summary>
    /// <param name="paths">The files, in any order.</param>
    /// <param name="output">What to write.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="OrderDataException">A file is no part, a part is missing or there twice, parts are of different runs, or
    /// a customer is in two of them.</exception>
    /// <exception cref="ArgumentException">A cost or share is out of range.</exception>
    public static ScoreTotals Merge(
        IReadOnlyList<string> paths,
        ScoreOutput output,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(output);
        output.Economics.Validate();
        var rows = CountRows(paths, out var head);
        using var folder = SpillFolder.Create(
            Path.GetDirectoryName(Path.GetFullPath(output.ScoresPath)) ?? "."
        );
        return new ScoreMerge(head.Rows, rows, () => Open(paths), model: null, folder).Write(
            output,
            cancellationToken
        );
    }

    private static JoinedRows<OwnScoreRows> Open(IReadOnlyList<string> paths)
    {
        var parts = new List<OwnScoreRows>();
        try
        {
            foreach (var path in paths)
                parts.Add(new ScorePartReader(path));
            return new JoinedRows<OwnScoreRows>(parts);
        }
        catch
        {
            foreach (var part in parts)
                part.Dispose();
            throw;
        }
    }

    private static int CountRows(IReadOnlyList<string> paths, out ScorePartHead head)
    {
        var (rows, first) = (0L, (ScorePartHead?)null);
        var pathOf = new SortedDictionary<int, string>();
        var (currency, currencyPath) = ("", "");
        foreach (var path in paths)
        {
            using var part = new ScorePartReader(path);
            first ??= part.Head;
            if (part.Head.DifferenceTo(first) is { } difference)
                throw new OrderDataException($"{path} {difference} as {paths[0]}.");
            if (!pathOf.TryAdd(part.Head.Shard.Number, path))
                throw pathOf[part.Head.Shard.Number] == path
                    ? new OrderDataException($"{path} is named twice.")
                    : new OrderDataException(
                        $"{path} is part {part.Head.ShardText}, and so is {pathOf[part.Head.Shard.Number]}; its customers would count twice."
                    );
            // Each shard of a database sees the currencies of its own lines only.
            if (currency.Length == 0)
                (currency, currencyPath) = (part.Head.Currency, path);
            else if (part.Head.Currency.Length > 0 && part.Head.Currency != currency)
                throw new OrderDataException(
                    $"{path} is in {part.Head.Currency}, not in {currency} as {currencyPath}; amounts of several currencies cannot be ranked together. Score with --rates and --to-currency."
                );
            rows += part.Rows;
        }
        head = first ?? throw new OrderDataException("Name the parts to merge.");
        RequireAll(pathOf.Keys, head.Shard.Count);
        return rows switch
        {
            0 => throw new OrderDataException("There is no customer in any of the parts."),
            > int.MaxValue => throw new OrderDataException(
                $"{rows:N0} customers are more than can be ranked together."
            ),
            _ => (int)rows,
        };
    }

    private static void RequireAll(SortedDictionary<int, string>.KeyCollection numbers, int count)
    {
        if (numbers.Count == count)
            return;
        const int Shown = 10;
        var missing = Enumerable.Range(1, count).Except(numbers).Take(Shown + 1).ToArray();
        throw new OrderDataException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{numbers.Count} of {count} parts are there; missing: {string.Join(", ", missing.Take(Shown).Select(n => $"{n}/{count}"))}{(missing.Length > Shown ? " and others" : "")}."
            )
        );
    }
}

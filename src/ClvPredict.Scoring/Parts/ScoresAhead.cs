using System.Collections.Concurrent;
using ClvPredict.Data.Spill;

namespace ClvPredict.Scoring.Parts;

/// <summary>Takes the joined scores of parts on a thread of their own, some ahead of whoever uses them.</summary>
internal static class ScoresAhead
{
    private const int ScoresPerBatch = 512;
    private const int BatchesAhead = 4;

    /// <summary>The scores in their order.</summary>
    /// <param name="open">Opens the parts before their first rows.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="Data.OrderDataException">A customer is in two parts, or a part is not what was written.</exception>
    public static IEnumerable<OwnScore> Read(
        Func<JoinedRows<OwnScoreRows>> open,
        CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var batches = new BlockingCollection<OwnScore[]>(BatchesAhead);
        var reading = Task.Run(() => Fill(open, batches, stop.Token), CancellationToken.None);
        try
        {
            foreach (var batch in batches.GetConsumingEnumerable(cancellationToken))
            {
                foreach (var score in batch)
                    yield return score;
            }
        }
        finally
        {
            stop.Cancel();
            Task.WaitAny([reading], CancellationToken.None);
        }
        reading.GetAwaiter().GetResult();
    }

    private static void Fill(
        Func<JoinedRows<OwnScoreRows>> open,
        BlockingCollection<OwnScore[]> batches,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var scores = open();
            var batch = new List<OwnScore>(ScoresPerBatch);
            while (scores.MoveNext())
            {
                batch.Add(scores.Current.Score);
                if (batch.Count < ScoresPerBatch)
                    continue;
                batches.Add([.. batch], cancellationToken);
                batch.Clear();
            }
            batches.Add([.. batch], cancellationToken);
        }
        finally
        {
            batches.CompleteAdding();
        }
    }
}

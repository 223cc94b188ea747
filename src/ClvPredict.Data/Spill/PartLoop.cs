using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace ClvPredict.Data.Spill;

/// <summary>Works on parts of the customers, several at once.</summary>
public static class PartLoop
{
    /// <summary>Takes parts one at a time, so that none is made before a thread is free for it.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="threads">Most parts worked on at once.</param>
    /// <param name="work">Is called for each part, on any of the threads.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <remarks>What the work throws comes out as it is; of several faults the first.</remarks>
    public static void Run<T>(
        IEnumerable<T> parts,
        int threads,
        Action<T> work,
        CancellationToken cancellationToken
    )
    {
        try
        {
            Parallel.ForEach(
                Partitioner.Create(parts, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = threads,
                    CancellationToken = cancellationToken,
                },
                work
            );
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}

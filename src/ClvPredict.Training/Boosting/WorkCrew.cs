namespace ClvPredict.Training.Boosting;

/// <summary>
/// Runs numbered pieces of work on a fixed number of threads. Pieces never share what they write, or only add integers
/// under a lock, so that results do not depend on the number of threads.
/// </summary>
internal sealed class WorkCrew(int threads, CancellationToken cancellationToken)
{
    private readonly ParallelOptions _options = new()
    {
        MaxDegreeOfParallelism = threads,
        CancellationToken = cancellationToken,
    };

    /// <summary>Number of threads, at least 1.</summary>
    public int Threads => _options.MaxDegreeOfParallelism;

    /// <summary>Calls the work for 0 to pieces - 1, in any order, and returns when all are done.</summary>
    public void Run(int pieces, Action<int> work)
    {
        if (Threads > 1 && pieces > 1)
        {
            Parallel.For(0, pieces, _options, work);
            return;
        }
        for (var piece = 0; piece < pieces; piece++)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            work(piece);
        }
    }

    /// <summary>Calls the work for [start, end) of consecutive blocks of rows.</summary>
    public void RunBlocks(int rows, int blockRows, Action<int, int> work) =>
        Run(
            (rows + blockRows - 1) / blockRows,
            block =>
                work(
                    block * blockRows,
                    Math.Min(rows - block * blockRows, blockRows) + block * blockRows
                )
        );
}

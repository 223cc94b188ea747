using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.ParquetOrders;

/// <summary>
/// Reads Parquet files, row group by row group, on several threads. What is known of the rows is taken over in the order of
/// the files and of their row groups, so that the result is that of one thread.
/// </summary>
internal sealed class ParquetOrderReader(OrderIngest ingest) : IDisposable
{
    private const int GroupsPerThread = 2;

    private readonly List<ParquetOrderFile> _open = [];
    private readonly Queue<ParquetGroup> _ahead = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Reads files to their ends.</summary>
    /// <exception cref="OrderDataException">One of them cannot be used.</exception>
    internal void Read(IEnumerable<OrderSource> sources)
    {
        if (ingest.Options.Threads == 1)
            ReadHere(sources);
        else
            ReadAhead(sources);
    }

    public void Dispose()
    {
        foreach (var group in _ahead)
            group.Dispose();
        foreach (var file in _open)
            file.Dispose();
        _stop.Dispose();
    }

    private void ReadHere(IEnumerable<OrderSource> sources)
    {
        ParquetGroupReader? reader = null;
        foreach (var group in Groups(sources))
        {
            using (group)
            {
                reader ??= new ParquetGroupReader(ingest, ingest.SinkAt(0));
                foreach (var batch in reader.Read(group))
                    ingest.Commit(group.File.Name, batch, 0);
                TakeOverEnd(group);
            }
            if (ingest.IsFull)
                ingest.Spill();
        }
    }

    private void ReadAhead(IEnumerable<OrderSource> sources)
    {
        using var work = new BlockingCollection<ParquetGroup>();
        Task[] threads = [];
        using var groups = Groups(sources).GetEnumerator();
        try
        {
            while (MoveNext(groups))
            {
                // The sinks can be made when the first file has shown the columns.
                if (threads.Length == 0)
                    threads = [.. Enumerable.Range(1, ingest.Options.Threads).Select(Start)];
                _ahead.Enqueue(groups.Current);
                work.Add(groups.Current);
                if (_ahead.Count >= threads.Length * GroupsPerThread)
                    TakeOverNext();
                if (!ingest.IsFull)
                    continue;
                while (_ahead.Count > 0)
                    TakeOverNext();
                ingest.Spill();
            }
            while (_ahead.Count > 0)
                TakeOverNext();
        }
        finally
        {
            _stop.Cancel();
            work.CompleteAdding();
            Task.WaitAll(threads);
        }

        Task Start(int number)
        {
            var reader = new ParquetGroupReader(ingest, ingest.SinkAt(number));
            return Task.Factory.StartNew(
                () => Work(work, reader),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
        }
    }

    /// <summary>Goes to the next row group. A file that is refused is so after all rows before it, as with one thread.</summary>
    private bool MoveNext(IEnumerator<ParquetGroup> groups)
    {
        ExceptionDispatchInfo refusal;
        try
        {
            return groups.MoveNext();
        }
        catch (OrderDataException e)
        {
            refusal = ExceptionDispatchInfo.Capture(e);
        }
        while (_ahead.Count > 0)
            TakeOverNext();
        refusal.Throw();
        return false;
    }

    private void Work(BlockingCollection<ParquetGroup> work, ParquetGroupReader reader)
    {
        foreach (var group in work.GetConsumingEnumerable())
        {
            try
            {
                foreach (var batch in reader.Read(group))
                    group.Batches.Add(batch, _stop.Token);
            }
            catch (Exception e)
            {
                // Thrown by the one who takes the row group over.
                group.Failure = ExceptionDispatchInfo.Capture(e);
            }
            finally
            {
                group.Batches.CompleteAdding();
            }
        }
    }

    private void TakeOverNext()
    {
        var group = _ahead.Peek();
        foreach (var batch in group.Batches.GetConsumingEnumerable())
            ingest.Commit(group.File.Name, batch, 0);
        group.Failure?.Throw();
        TakeOverEnd(group);
        _ahead.Dequeue().Dispose();
    }

    private void TakeOverEnd(ParquetGroup group)
    {
        ingest.AppendDigest(group.Digest);
        ingest.Extent.Add(group.Bytes);
        if (group.IsLast)
            Close(group.File);
    }

    private IEnumerable<ParquetGroup> Groups(IEnumerable<OrderSource> sources)
    {
        foreach (var source in sources)
        {
            var file = ParquetOrderFile.Open(source.Name, ingest.Options);
            _open.Add(file);
            ingest.Take(file.Header);
            file.DecideDates(OrderRole.OrderDate, ingest.Dates);
            file.DecideDates(OrderRole.IngestedAt, ingest.Arrivals);
            var groups = WantedGroups(file, source.Length ?? 0);
            foreach (var group in groups)
                yield return group;
            if (groups.Count == 0)
                Close(file);
        }
    }

    private List<ParquetGroup> WantedGroups(ParquetOrderFile file, long length)
    {
        var days = new DaysWanted(ingest.Options);
        var isNone = !file.HasKeyIn(days, ingest.Dates);
        var groups = new List<ParquetGroup>();
        var rowsBefore = 0L;
        var allRows = Enumerable.Range(0, file.RowGroupCount).Sum(file.RowsOf);
        for (var group = 0; group < file.RowGroupCount; group++)
        {
            var rows = file.RowsOf(group);
            var bytes = (long)((double)length * rows / Math.Max(1, allRows));
            if (isNone || !file.MayHold(group, days))
            {
                ingest.Skip(rows);
                ingest.Extent.LeaveOut(bytes);
            }
            else
            {
                groups.Add(new ParquetGroup(file, group, rowsBefore, bytes));
            }
            rowsBefore += rows;
        }
        if (groups.Count > 0)
            groups[^1].IsLast = true;
        return groups;
    }

    private void Close(ParquetOrderFile file)
    {
        _open.Remove(file);
        file.Dispose();
    }
}

using System.Collections.Concurrent;
using ClvPredict.Data.Csv;

namespace ClvPredict.Data.Ingest;

/// <summary>
/// Reads one CSV source block by block on several threads. Each block is read as if a record began at its start and as if
/// nothing before it had decided about decimals; the blocks are taken over in order, and one for which that was not so is
/// read once more, with what came before it. So the result is that of one thread reading from start to end.
/// </summary>
internal sealed class CsvSourceReader
{
    private const int BlocksPerThread = 2;

    private readonly OrderIngest _ingest;
    private readonly string _source;
    private readonly CsvBlockCutter _blocks;
    private readonly CsvBatchReader _reader;
    private readonly Queue<(CsvBatch Batch, Task Reading)> _ahead = new();
    private byte[] _unread = [];
    private bool _isHeaderRead;
    private bool _isFirst = true;
    private long _lineNumber = 1;
    private long _rescanned;
    private byte _decimalMark;

    internal CsvSourceReader(
        OrderIngest ingest,
        string source,
        CsvBlockCutter blocks,
        CsvBatchReader reader,
        byte decimalMark
    )
    {
        _ingest = ingest;
        _source = source;
        _blocks = blocks;
        _reader = reader;
        _decimalMark = decimalMark;
    }

    /// <summary>Reads the source on this thread.</summary>
    internal void ReadAll()
    {
        while (ReadBlock())
        {
            if (_ingest.IsFull)
                _ingest.Spill();
        }
    }

    /// <summary>Reads the next block on this thread; false behind the last.</summary>
    internal bool ReadBlock()
    {
        if (_blocks.Next() is not { } block)
            return false;
        TakeOver(ReadHere(block));
        _blocks.Return(block);
        return true;
    }

    /// <summary>Reads the source on a thread for each of the readers, while this one cuts blocks and takes them over.</summary>
    internal void ReadAll(IReadOnlyList<CsvBatchReader> readers)
    {
        using var work = new BlockingCollection<Action<CsvBatchReader>>();
        var threads = readers
            .Select(reader =>
                Task.Factory.StartNew(
                    () => Work(work, reader),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            )
            .ToArray();
        try
        {
            while (_blocks.Next() is { } block)
            {
                Start(work, block);
                if (_ahead.Count >= readers.Count * BlocksPerThread)
                    TakeOverNext();
                if (!_ingest.IsFull)
                    continue;
                while (_ahead.Count > 0)
                    TakeOverNext();
                _ingest.Spill();
            }
            while (_ahead.Count > 0)
                TakeOverNext();
        }
        finally
        {
            work.CompleteAdding();
            Task.WaitAll(threads);
        }
    }

    private static void Work(BlockingCollection<Action<CsvBatchReader>> work, CsvBatchReader reader)
    {
        foreach (var read in work.GetConsumingEnumerable())
            read(reader);
    }

    private void Start(BlockingCollection<Action<CsvBatchReader>> work, CsvBlock block)
    {
        var batch = Plan(block, isKnown: false);
        _isFirst = false;
        CsvBatchReader? by = null;
        // The task keeps what the reading throws for the one who takes the block over.
        var reading = new Task(() => by!.Read(batch));
        work.Add(reader =>
        {
            by = reader;
            reading.RunSynchronously();
        });
        _ahead.Enqueue((batch, reading));
    }

    private void TakeOverNext()
    {
        var (batch, reading) = _ahead.Dequeue();
        var isRefused = IsRefused(reading);
        var isAsAssumed =
            !isRefused
            && _unread.Length == 0
            && batch.HasHeader == !_isHeaderRead
            && batch.DecimalMark == _decimalMark
            && _rescanned + batch.RescannedAfter <= CsvScanner.MaxRescannedBytes;
        if (!isAsAssumed)
        {
            if (batch.Sink is { } sink)
                OrderIngest.Discard(sink, batch.FirstKept, batch.Kept);
            batch = ReadHere(batch.Block);
        }
        TakeOver(batch);
        _blocks.Return(batch.Block);
    }

    /// <summary>Waits for a block and says whether its text was refused; any other failure is thrown.</summary>
    private static bool IsRefused(Task reading)
    {
        try
        {
            reading.GetAwaiter().GetResult();
            return false;
        }
        catch (OrderDataException)
        {
            // It may be good with what comes before it; when it is read once more it is refused with its line.
            return true;
        }
    }

    private CsvBatch ReadHere(CsvBlock block)
    {
        var batch = Plan(block.After(_unread), isKnown: true);
        _reader.Read(batch);
        return batch;
    }

    private CsvBatch Plan(CsvBlock block, bool isKnown) =>
        new()
        {
            Block = block,
            HasHeader = isKnown ? !_isHeaderRead : _isFirst,
            FirstLineNumber = isKnown ? _lineNumber : 1,
            DecimalMark = _decimalMark,
            Rescanned = isKnown ? _rescanned : 0,
        };

    private void TakeOver(CsvBatch batch)
    {
        _ingest.Commit(_source, batch.Lines, _lineNumber - batch.FirstLineNumber);
        _lineNumber += batch.NextLineNumber - batch.FirstLineNumber;
        _rescanned += batch.RescannedAfter - batch.Rescanned;
        _unread = batch.Unread;
        _isHeaderRead |= batch.IsHeaderRead;
        _decimalMark = batch.DecimalMarkAfter;
    }
}

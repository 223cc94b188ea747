using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace ClvPredict.Data.Csv;

/// <summary>Reads, decompresses and digests the next blocks of a stream on a thread of its own while the current one is
/// used. Closes the stream it reads.</summary>
internal sealed class ReadAheadStream : ReadOnlyStream
{
    private const int BlocksAhead = 4;
    private const int BlockSize = 1 << 18;

    private readonly BlockingCollection<ArraySegment<byte>> _blocks = new(BlocksAhead);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _source;
    private readonly Lock _digestLock = new();
    private readonly IncrementalHash? _digest;
    private readonly Task _reading;
    private ArraySegment<byte> _current;
    private int _position;
    private bool _disposed;

    /// <summary>Starts to read.</summary>
    /// <param name="source">Name of the stream in messages.</param>
    /// <param name="open">Opens the stream, on the thread that reads it.</param>
    /// <param name="digest">Receives every byte in order; complete once this stream has been read to its end.</param>
    internal ReadAheadStream(string source, Func<Stream> open, IncrementalHash? digest)
    {
        _source = source;
        _digest = digest;
        _reading = Task.Factory.StartNew(
            () => ReadAll(open),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position == _current.Count && !NextBlock())
            return 0;
        var count = Math.Min(buffer.Length, _current.Count - _position);
        _current.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <summary>Stops reading ahead without waiting: a read of standard input may be blocked for good.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            lock (_digestLock)
                _stop.Cancel();
        }
        base.Dispose(disposing);
    }

    private bool NextBlock()
    {
        if (_current.Array is { } used)
            ArrayPool<byte>.Shared.Return(used);
        _current = default;
        _position = 0;
        if (_blocks.TryTake(out _current, Timeout.Infinite))
            return true;
        ThrowIfReadingFailed();
        return false;
    }

    private void ThrowIfReadingFailed()
    {
        try
        {
            _reading.GetAwaiter().GetResult();
        }
        catch (InvalidDataException e)
        {
            throw new OrderDataException(
                $"{_source} is a damaged or incomplete gzip file: {e.Message}",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OrderDataException($"{_source} cannot be read: {e.Message}", e);
        }
    }

    private void ReadAll(Func<Stream> open)
    {
        try
        {
            using var stream = open();
            while (ReadBlock(stream) is { Count: > 0 } block)
                _blocks.Add(block, _stop.Token);
        }
        finally
        {
            _blocks.CompleteAdding();
        }
    }

    private ArraySegment<byte> ReadBlock(Stream stream)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        var count = stream.ReadAtLeast(block, BlockSize, throwOnEndOfStream: false);
        lock (_digestLock)
        {
            _stop.Token.ThrowIfCancellationRequested();
            _digest?.AppendData(block, 0, count);
        }
        return new ArraySegment<byte>(block, 0, count);
    }
}

namespace ClvPredict.Data.Sql.Rows;

/// <summary>The bytes of an answer, piece by piece. Spans that it hands out are valid until the next call of
/// <see cref="Has"/>.</summary>
internal sealed class ByteSource(Stream stream, CancellationToken ct) : IDisposable
{
#if DEBUG
    private const int FirstSize = 16;
#else
    private const int FirstSize = 1 << 16;
#endif
    private byte[] _buffer = new byte[FirstSize];
    private int _start;
    private int _end;

    /// <summary>The bytes at hand.</summary>
    internal ReadOnlySpan<byte> AtHand => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Whether so many bytes follow; reads until they are at hand.</summary>
    internal bool Has(int count)
    {
        if (_end - _start >= count)
            return true;
        if (_start > 0)
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
        (_start, _end) = (0, _end - _start);
        if (_buffer.Length < count)
            Array.Resize(ref _buffer, Math.Max(count, _buffer.Length * 2));
        while (_end < count)
        {
            // Asynchronous for the sake of the token alone: a server may take long to find the first row.
            var pending = stream.ReadAsync(_buffer.AsMemory(_end), ct);
            var read = pending.IsCompletedSuccessfully
                ? pending.Result
                : pending.AsTask().GetAwaiter().GetResult();
            if (read == 0)
                return false;
            _end += read;
        }
        return true;
    }

    /// <summary>Takes bytes that <see cref="Has"/> has found.</summary>
    internal ReadOnlySpan<byte> Take(int count)
    {
        var bytes = _buffer.AsSpan(_start, count);
        _start += count;
        return bytes;
    }

    public void Dispose() => stream.Dispose();
}

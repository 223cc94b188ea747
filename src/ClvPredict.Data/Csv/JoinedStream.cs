namespace ClvPredict.Data.Csv;

/// <summary>Two streams to be read one after the other. Owns both.</summary>
internal sealed class JoinedStream(Stream first, Stream second) : ReadOnlyStream
{
    private bool _isFirstRead;

    public override int Read(Span<byte> buffer)
    {
        if (!_isFirstRead)
        {
            var count = first.Read(buffer);
            if (count > 0 || buffer.IsEmpty)
                return count;
            _isFirstRead = true;
        }
        return second.Read(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            first.Dispose();
            second.Dispose();
        }
        base.Dispose(disposing);
    }
}

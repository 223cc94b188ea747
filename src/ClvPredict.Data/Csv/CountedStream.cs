namespace ClvPredict.Data.Csv;

/// <summary>Counts the bytes that are read from a stream, which it owns.</summary>
/// <param name="stream">The stream.</param>
/// <param name="count">Is given the number of bytes of each reading.</param>
internal sealed class CountedStream(Stream stream, Action<long> count) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer)
    {
        var bytes = stream.Read(buffer);
        count(bytes);
        return bytes;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }
}

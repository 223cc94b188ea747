namespace ClvPredict.Data.Ingest;

/// <summary>How much of the files of an input has been read. Safe to use from many threads.</summary>
internal sealed class InputExtent
{
    private long _all;
    private long _read;

    /// <summary>The share that has been read, above 0 and up to 1; null where the size of the input is not known, as of databases
    /// and pipes.</summary>
    internal double? Share =>
        Interlocked.Read(ref _read) is > 0 and var read
        && Interlocked.Read(ref _all) is var all
        && read <= all
            ? read / (double)all
            : null;

    /// <summary>States what is going to be read.</summary>
    internal void Begin(IReadOnlyList<OrderSource> sources) =>
        _all = sources.All(s => s.Length is not null) ? sources.Sum(s => s.Length!.Value) : 0;

    /// <summary>Counts bytes that were read.</summary>
    internal void Add(long bytes) => Interlocked.Add(ref _read, bytes);

    /// <summary>Takes off bytes that will not be read.</summary>
    internal void LeaveOut(long bytes) => Interlocked.Add(ref _all, -bytes);
}

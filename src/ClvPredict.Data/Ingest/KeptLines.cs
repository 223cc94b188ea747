namespace ClvPredict.Data.Ingest;

/// <summary>Which of the lines read so far become order lines; all of them at first.</summary>
internal sealed class KeptLines
{
    private readonly ulong[] _dropped;

    internal KeptLines(int lineCount)
    {
        LineCount = lineCount;
        Count = lineCount;
        _dropped = new ulong[((long)lineCount + 63) / 64];
    }

    /// <summary>Lines kept.</summary>
    internal int Count { get; private set; }

    /// <summary>Lines to choose from.</summary>
    internal int LineCount { get; }

    internal bool AreAll => Count == LineCount;

    internal bool this[int line] => (_dropped[line >> 6] & (1UL << (line & 63))) == 0;

    internal void Drop(int line)
    {
        if (!this[line])
            return;
        _dropped[line >> 6] |= 1UL << (line & 63);
        Count--;
    }
}

namespace ClvPredict.Data.Ingest;

/// <summary>What there is to know of some lines that follow each other in a source, besides the lines themselves.</summary>
internal sealed class LineBatch
{
    private LedgerSum _leftOut;

    /// <summary>Lines read, whatever became of them.</summary>
    internal long LinesRead { get; set; }

    /// <summary>The character before the first time of day; 0 when there was none.</summary>
    internal byte TimeMark { get; set; }

    internal LineCounts Counts { get; } = new();
    internal DayMonthOrder DayMonth { get; } = new();
    internal List<LineReject> Rejects { get; } = [];

    /// <summary>The distinct currencies, each with the line where it came up first.</summary>
    internal List<(byte[] Currency, long LineNumber)> Currencies { get; } = [];

    /// <summary>Lines that a rule leaves out.</summary>
    internal long LinesLeftOut { get; private set; }

    /// <summary>What the lines that a rule leaves out add up to.</summary>
    internal LedgerSum LeftOut => _leftOut;

    internal void AddLeftOut(long amountMinor, bool isReturn)
    {
        LinesLeftOut++;
        _leftOut.Add(amountMinor, isReturn);
    }
}

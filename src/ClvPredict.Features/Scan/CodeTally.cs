namespace ClvPredict.Features.Scan;

/// <summary>
/// Counts how often a customer's purchase lines have each code of a column (product, category, channel, country). The counts
/// lie in a table by code that is never cleared: an entry is valid when it carries the present customer's number.
/// </summary>
/// <param name="isAvailable">Whether the lines have the column.</param>
/// <param name="vocabularySize">Number of codes to make room for; more is made as codes come.</param>
internal sealed class CodeTally(bool isAvailable, int vocabularySize)
{
    private Entry[] _entries = new Entry[isAvailable ? vocabularySize : 0];
    private int _customerNumber;
    private int _lastDay;

    /// <summary>Whether the log has the column.</summary>
    public bool IsAvailable => isAvailable;

    /// <summary>Purchase lines with a code.</summary>
    public int LineCount { get; private set; }

    /// <summary>Different codes.</summary>
    public int DistinctCount { get; private set; }

    /// <summary>Lines of the most frequent code.</summary>
    public int TopCount { get; private set; }

    /// <summary>Sum over codes of the squared number of lines.</summary>
    public long SumOfSquares { get; private set; }

    /// <summary>Lines with a code on the last day that has any.</summary>
    public int LastDayLines { get; private set; }

    /// <summary>Those of them whose code has not been seen on an earlier day.</summary>
    public int LastDayNewLines { get; private set; }

    /// <summary>Code of the first line that has one, -1 without any.</summary>
    public int FirstCode { get; private set; }

    /// <summary>Starts a new customer.</summary>
    public void Clear()
    {
        _customerNumber++;
        _lastDay = -1;
        (LineCount, DistinctCount, TopCount, SumOfSquares) = (0, 0, 0, 0);
        (LastDayLines, LastDayNewLines, FirstCode) = (0, 0, -1);
    }

    /// <summary>Counts a purchase line, which is not before those counted already; a code below 0 is missing.</summary>
    public void Add(int code, int day)
    {
        if (code < 0)
            return;
        if (code >= _entries.Length)
            Array.Resize(ref _entries, Math.Max(code + 1, 2 * _entries.Length));
        ref var entry = ref _entries[code];
        if (entry.CustomerNumber != _customerNumber)
        {
            entry = new Entry(_customerNumber, day);
            DistinctCount++;
        }
        if (FirstCode < 0)
            FirstCode = code;
        SumOfSquares += (2L * entry.Count) + 1;
        entry.Count++;
        TopCount = Math.Max(TopCount, entry.Count);
        LineCount++;
        if (day != _lastDay)
            (_lastDay, LastDayLines, LastDayNewLines) = (day, 0, 0);
        LastDayLines++;
        LastDayNewLines += entry.FirstDay == day ? 1 : 0;
    }

    private struct Entry(int customerNumber, int firstDay)
    {
        public readonly int CustomerNumber = customerNumber;
        public readonly int FirstDay = firstDay;
        public int Count;
    }
}

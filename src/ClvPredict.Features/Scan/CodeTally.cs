using ClvPredict.Data;

namespace ClvPredict.Features.Scan;

/// <summary>
/// Counts how often a customer's purchase lines have each code of a column (product, category, channel, country). The counts
/// lie in a table by code that is never cleared: an entry is valid when it carries the present customer's number.
/// </summary>
internal sealed class CodeTally(LineColumn<int> codes, int vocabularySize)
{
    private readonly Entry[] _entries = new Entry[codes.IsEmpty ? 0 : vocabularySize];
    private int _customerNumber;
    private int _lastDay;

    /// <summary>Whether the log has the column.</summary>
    public bool IsAvailable => !codes.IsEmpty;

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

    /// <summary>Counts the lines [start, end), which follow those counted before.</summary>
    public void Add(int start, int end, LineColumn<int> days, LineColumn<bool> isReturn)
    {
        if (codes.IsEmpty)
            return;
        for (var i = start; i < end; i++)
        {
            var code = codes[i];
            if (code >= 0 && !isReturn[i])
                Add(code, days[i]);
        }
    }

    private void Add(int code, int day)
    {
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

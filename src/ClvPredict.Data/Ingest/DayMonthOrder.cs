using System.Globalization;

namespace ClvPredict.Data.Ingest;

/// <summary>Finds out over a whole input whether the day or the month stands first in its dates.</summary>
internal sealed class DayMonthOrder
{
    // A reading that fails on more lines than this, and on more than the other reading, is given up; its lines are forgotten.
    private const int MaxLinesKept = 1 << 16;

    private readonly List<MisfitLine> _dayFirstMisfits = [];
    private readonly List<MisfitLine> _monthFirstMisfits = [];
    private long _dayFirstMisfitCount;
    private long _monthFirstMisfitCount;
    private MisfitLine? _example;

    /// <summary>Counts the evidence of a line that is used; true when <see cref="Keep"/> is to be called for it.</summary>
    internal bool Count(DateFit fit)
    {
        switch (fit)
        {
            case DateFit.Either:
                return _example is null;
            case DateFit.DayFirst:
                _monthFirstMisfitCount++;
                return WantsMore(_monthFirstMisfits, _monthFirstMisfitCount, _dayFirstMisfitCount);
            case DateFit.MonthFirst:
                _dayFirstMisfitCount++;
                return WantsMore(_dayFirstMisfits, _dayFirstMisfitCount, _monthFirstMisfitCount);
            default:
                return false;
        }
    }

    /// <summary>Remembers the line just counted.</summary>
    internal void Keep(DateFit fit, MisfitLine line)
    {
        if (fit == DateFit.Either)
            _example = line;
        else
            (fit == DateFit.DayFirst ? _monthFirstMisfits : _dayFirstMisfits).Add(line);
    }

    /// <summary>Adds the evidence of the lines that follow those counted so far.</summary>
    internal void Add(DayMonthOrder next, long linesBefore)
    {
        _example ??= next._example?.After(linesBefore);
        Append(
            _dayFirstMisfits,
            ref _dayFirstMisfitCount,
            next._dayFirstMisfits,
            next._dayFirstMisfitCount,
            linesBefore
        );
        Append(
            _monthFirstMisfits,
            ref _monthFirstMisfitCount,
            next._monthFirstMisfits,
            next._monthFirstMisfitCount,
            linesBefore
        );
        Forget(_dayFirstMisfits, _dayFirstMisfitCount, _monthFirstMisfitCount);
        Forget(_monthFirstMisfits, _monthFirstMisfitCount, _dayFirstMisfitCount);
    }

    /// <summary>Whether the day stands first: the reading that fits more lines.</summary>
    /// <param name="misfits">The lines that it does not fit; they are to be rejected.</param>
    /// <exception cref="OrderDataException">Both fit equally well, or neither fits nearly all lines.</exception>
    internal bool Decide(out IReadOnlyList<MisfitLine> misfits)
    {
        if (_dayFirstMisfitCount == _monthFirstMisfitCount && _example is { } example)
        {
            throw new OrderDataException(
                $"{example.Source}, line {example.LineNumber}: '{example.Date}' and all other dates could be day/month or month/day. Say which with --date-format dmy or --date-format mdy."
            );
        }
        var dayFirst = _dayFirstMisfitCount <= _monthFirstMisfitCount;
        var count = dayFirst ? _dayFirstMisfitCount : _monthFirstMisfitCount;
        misfits = dayFirst ? _dayFirstMisfits : _monthFirstMisfits;
        if (misfits.Count < count)
        {
            throw new OrderDataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Dates are written in two ways: {_monthFirstMisfitCount:N0} lines can only be day/month and {_dayFirstMisfitCount:N0} only month/day. Bring them into one format."
                )
            );
        }
        return dayFirst;
    }

    private static bool WantsMore(List<MisfitLine> kept, long count, long otherCount)
    {
        var isComplete = kept.Count == count - 1;
        Forget(kept, count, otherCount);
        return isComplete && !IsGivenUp(count, otherCount);
    }

    private static void Append(
        List<MisfitLine> kept,
        ref long count,
        List<MisfitLine> next,
        long nextCount,
        long linesBefore
    )
    {
        if (kept.Count == count && next.Count == nextCount)
        {
            foreach (var line in next)
                kept.Add(line.After(linesBefore));
        }
        count += nextCount;
    }

    private static void Forget(List<MisfitLine> kept, long count, long otherCount)
    {
        if (IsGivenUp(count, otherCount))
            kept.Clear();
    }

    private static bool IsGivenUp(long count, long otherCount) =>
        count > MaxLinesKept && count > otherCount;
}

using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.Spill;

/// <summary>First and last day of order lines. Where the order of day and month is open, for each order of the two.</summary>
/// <param name="options">Days outside its bounds do not count.</param>
internal sealed class DayRange(OrderReadOptions options)
{
    private readonly int _from = options.From?.DayNumber ?? int.MinValue;
    private readonly int _before = options.Before?.DayNumber ?? int.MaxValue;
    private readonly int[] _first = [int.MaxValue, int.MaxValue];
    private readonly int[] _last = [int.MinValue, int.MinValue];

    /// <summary>Adds a day.</summary>
    internal void Add(int day) => Add(day, 0);

    /// <summary>Adds a date of which it is open whether the day or the month stands first.</summary>
    internal void AddOpen(int stored)
    {
        Add(DateReader.Unpack(stored, dayFirst: false), 0);
        Add(DateReader.Unpack(stored, dayFirst: true), 1);
    }

    /// <summary>The first and the last day; null when there is none.</summary>
    internal (DateOnly First, DateOnly Last)? Decide(bool dayFirst)
    {
        var order = dayFirst ? 1 : 0;
        return _first[order] > _last[order]
            ? null
            : (DateOnly.FromDayNumber(_first[order]), DateOnly.FromDayNumber(_last[order]));
    }

    private void Add(int day, int order)
    {
        if (day < 0 || day < _from || day >= _before)
            return;
        _first[order] = Math.Min(_first[order], day);
        _last[order] = Math.Max(_last[order], day);
    }
}

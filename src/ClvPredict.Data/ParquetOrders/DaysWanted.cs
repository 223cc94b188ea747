namespace ClvPredict.Data.ParquetOrders;

/// <summary>The days asked for, to decide about rows that are not read.</summary>
internal sealed class DaysWanted(OrderReadOptions options)
{
    private readonly int _from = options.From?.DayNumber ?? int.MinValue;
    private readonly int _before = options.Before?.DayNumber ?? int.MaxValue;

    // A time in UTC can belong to the day before or after.
    private readonly int _slack = options.TimeZone is null ? 0 : 1;

    /// <summary>Whether there are bounds.</summary>
    internal bool IsBounded => options.From is not null || options.Before is not null;

    /// <summary>Whether one of some days may be among those asked for.</summary>
    internal bool MayHold(int firstDay, int lastDay, bool hasTime)
    {
        var slack = hasTime ? _slack : 0;
        return (long)lastDay + slack >= _from && (long)firstDay - slack < _before;
    }
}

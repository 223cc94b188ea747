namespace ClvPredict.Data.Ingest;

/// <summary>Turns instants into the day and time that the business's clock showed. For one thread.</summary>
internal sealed class BusinessClock(TimeZoneInfo zone)
{
    private const int SecondsPerDay = 86_400;

    // The UTC day asked about last, and the clock's distance from UTC all through it; null when it changed on that day.
    private int _day = -1;
    private int? _secondsAhead;

    /// <summary>The local day and time of an instant given as day and time in UTC; the day may run over on either side.</summary>
    internal (int Day, int SecondOfDay) ToLocal(int utcDay, int utcSecondOfDay)
    {
        var instant = ((long)utcDay * SecondsPerDay) + utcSecondOfDay;
        var day = (int)Math.DivRem(instant, SecondsPerDay, out _);
        if (day != _day)
        {
            _day = day;
            var (first, last) = (
                SecondsAhead((long)day * SecondsPerDay),
                SecondsAhead((day + 1L) * SecondsPerDay)
            );
            _secondsAhead = first == last ? first : null;
        }
        var local = instant + (_secondsAhead ?? SecondsAhead(instant));
        var localDay = Math.DivRem(local, SecondsPerDay, out var second);
        return ((int)localDay, (int)second);
    }

    private int SecondsAhead(long instant)
    {
        var utc = new DateTime(instant * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        return (int)zone.GetUtcOffset(utc).TotalSeconds;
    }
}

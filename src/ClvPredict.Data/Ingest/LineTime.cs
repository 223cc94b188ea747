namespace ClvPredict.Data.Ingest;

/// <summary>Decides on which day a line was ordered and on which it arrived, by the business's clock.</summary>
internal sealed class LineTime
{
    private readonly BusinessClock? _clock;
    private readonly BusinessClock? _arrivalClock;
    private readonly bool _timesAreUtc;

    internal LineTime(ReadRules rules)
    {
        // Orders and arrivals move along the year apart; each clock remembers its own day.
        _clock = rules.Zone is { } zone ? new BusinessClock(zone) : null;
        _arrivalClock = rules.Zone is { } same ? new BusinessClock(same) : null;
        _timesAreUtc = rules.Options.TimesAreUtc;
    }

    /// <summary>The day and time of an order; null, or why the line is rejected.</summary>
    internal string? Read(
        scoped in DateField date,
        LineBatch batch,
        out int day,
        out int secondOfDay
    )
    {
        (day, secondOfDay) = (date.Day, date.SecondOfDay);
        if (date.Fault is not null)
            return date.Fault;
        if (!IsInstant(date))
            return null;
        if (_clock is null)
        {
            batch.Counts.Add(LineNote.ZoneIgnored);
            return null;
        }
        if (date.IsOrderOpen)
            return RejectReasons.DateOrderOpen;
        (day, secondOfDay) = _clock.ToLocal(day, secondOfDay - (date.OffsetMinutes * 60));
        batch.Counts.Add(LineNote.TimeConverted);
        return null;
    }

    /// <summary>The day on which a line arrived; null, or why the line is rejected.</summary>
    internal string? ReadArrival(
        scoped in DateField arrival,
        OrderLines lines,
        int orderDay,
        LineBatch batch,
        out int day
    )
    {
        day = orderDay;
        if (!lines.HasArrival)
            return null;
        if (arrival.Fault == RejectReasons.DateMissing)
        {
            batch.Counts.Add(LineNote.ArrivalMissing);
            return null;
        }
        if (arrival.Fault is not null || arrival.IsOrderOpen)
            return RejectReasons.ArrivalNotUnderstood;
        day = arrival.Day;
        if (_arrivalClock is not null && IsInstant(arrival))
            (day, _) = _arrivalClock.ToLocal(
                day,
                arrival.SecondOfDay - (arrival.OffsetMinutes * 60)
            );
        return null;
    }

    private bool IsInstant(scoped in DateField date) =>
        date.HasOffset || (_timesAreUtc && date.TimeMark != 0);
}

namespace ClvPredict.Data.Ingest;

/// <summary>The date and time of an order line, or why its text is none.</summary>
internal readonly ref struct DateField
{
    /// <summary>The field as written, for messages; may be empty.</summary>
    internal ReadOnlySpan<byte> Text { get; init; }

    /// <summary>Why the text gives no date; null when it does.</summary>
    internal string? Fault { get; init; }

    /// <summary>Day number, or the numbers as written where <see cref="IsOrderOpen"/>.</summary>
    internal int Day { get; init; }

    /// <summary>Seconds since midnight.</summary>
    internal int SecondOfDay { get; init; }

    /// <summary>In which order of day and month the text is a date.</summary>
    internal DateFit Fit { get; init; }

    /// <summary>Whether only the end of the input shows if day or month stands first.</summary>
    internal bool IsOrderOpen { get; init; }

    /// <summary>The character before the time; 0 where only a day was given.</summary>
    internal byte TimeMark { get; init; }

    /// <summary>Whether the time comes with its distance from UTC.</summary>
    internal bool HasOffset { get; init; }

    /// <summary>Minutes that the written time is ahead of UTC, where it says so.</summary>
    internal int OffsetMinutes { get; init; }

    /// <summary>A field without a date.</summary>
    internal static DateField Missing => new() { Fault = RejectReasons.DateMissing };

    /// <summary>A day and time as the business's clock showed it.</summary>
    internal static DateField OfLocal(int dayNumber, int secondOfDay, bool hasTime = false) =>
        Checked(dayNumber, secondOfDay, hasOffset: false, hasTime);

    /// <summary>An instant, as day and time in UTC.</summary>
    internal static DateField OfUtc(int dayNumber, int secondOfDay) =>
        Checked(dayNumber, secondOfDay, hasOffset: true, hasTime: true);

    private static DateField Checked(
        int dayNumber,
        int secondOfDay,
        bool hasOffset,
        bool hasTime
    ) =>
        DateReader.IsInRange(dayNumber)
            ? new DateField
            {
                Day = dayNumber,
                SecondOfDay = secondOfDay,
                HasOffset = hasOffset,
                TimeMark = hasTime ? (byte)' ' : (byte)0,
            }
            : new DateField { Fault = RejectReasons.DateOutOfRange };
}

namespace ClvPredict.Data.Ingest;

/// <summary>In which order of day and month a date is in the calendar.</summary>
internal enum DateFit
{
    /// <summary>The order is settled, or both give the same day.</summary>
    Settled,

    /// <summary>In both, on two different days.</summary>
    Either,

    /// <summary>Day first only.</summary>
    DayFirst,

    /// <summary>Month first only.</summary>
    MonthFirst,
}

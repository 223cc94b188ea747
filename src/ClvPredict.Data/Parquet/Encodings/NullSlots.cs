namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Moves decoded values apart to their rows.</summary>
internal static class NullSlots
{
    /// <summary>Spreads the first values of a span over its rows that are not null.</summary>
    /// <param name="values">One place a row; the first <paramref name="present"/> hold values.</param>
    /// <param name="isNull">Marks, at least one a row.</param>
    /// <param name="present">Rows that are not null.</param>
    /// <param name="empty">What null rows get.</param>
    internal static void Spread<T>(Span<T> values, ReadOnlySpan<bool> isNull, int present, T empty)
    {
        if (present == values.Length)
            return;
        for (var i = values.Length - 1; i >= 0; i--)
            values[i] = isNull[i] ? empty : values[--present];
    }
}

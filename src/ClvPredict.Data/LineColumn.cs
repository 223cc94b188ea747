using ClvPredict.Data.Columns;

namespace ClvPredict.Data;

/// <summary>Makes columns of order lines.</summary>
public static class LineColumn
{
    /// <summary>A column of values.</summary>
    /// <typeparam name="T">int, long, bool or double.</typeparam>
    public static LineColumn<T> Create<T>(ReadOnlySpan<T> values)
        where T : struct
    {
        var writer = new ColumnWriter(new BytePool());
        foreach (var value in values)
            writer.Add(ColumnValue.ToLong(value));
        return new LineColumn<T>(writer.Finish());
    }
}

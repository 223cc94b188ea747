using System.Runtime.InteropServices;
using ClvPredict.Data.Parquet.Encodings;

namespace ClvPredict.Data.Parquet;

/// <summary>
/// Reads one column of one row group from its first row to its last, into memory of the caller. Which methods fit depends on
/// <see cref="ParquetColumn.Kind"/>; each moves on by the rows it returns. Holds one page in memory. Not thread-safe;
/// readers of different columns may be used at the same time.
/// </summary>
public sealed class ParquetColumnReader : IDisposable
{
    private const int MaxBytesBatch = 8_192;

    private readonly ChunkReader _chunk;
    private readonly string _place;
    private readonly ParquetBytes _batch = new(isDictionary: false);
    private int[] _indexes = [];
    private bool[] _isNull = [];
    private long[] _integers = [];

    internal ParquetColumnReader(ChunkReader chunk, ParquetColumn column, string place)
    {
        _chunk = chunk;
        _place = place;
        Column = column;
        Values = _batch;
    }

    /// <summary>The column that is read.</summary>
    public ParquetColumn Column { get; }

    /// <summary>Rows not yet read.</summary>
    public long RowsLeft => _chunk.RowsLeft;

    /// <summary>What the indexes of the last <see cref="ReadIndexes"/> refer to.</summary>
    public ParquetBytes Values { get; private set; }

    /// <summary>
    /// Reads whole numbers: booleans as 0 and 1, integers, decimals without their decimal point, days of dates, units of
    /// times and timestamps. Integers of 64 bits without sign keep their bits, so from 2^63 on they look negative.
    /// </summary>
    /// <param name="values">Filled with the next rows; 0 where null.</param>
    /// <param name="isNull">Filled with true where null; at least as long as <paramref name="values"/>.</param>
    /// <returns>Rows read: the length of <paramref name="values"/>, or less at the end of the row group.</returns>
    /// <exception cref="InvalidOperationException">The column holds something else.</exception>
    /// <exception cref="OrderDataException">The file is damaged, or a decimal does not fit into 64 bits.</exception>
    public int ReadInt64(Span<long> values, Span<bool> isNull)
    {
        CheckLength(values.Length, isNull.Length);
        if (Column.Kind is ParquetKind.FloatingPoint || (Column.IsBytes && !IsDecimal))
            ThrowKind("whole numbers");
        try
        {
            return Column.IsBytes
                ? ReadDecimals(values, isNull, BigEndian.ToInt64)
                : ReadIntegers(values, isNull);
        }
        catch (InvalidDataException e)
        {
            throw AtPlace(e);
        }
    }

    /// <summary>Reads decimals of any precision without their decimal point, as <see cref="ReadInt64"/> does.</summary>
    /// <param name="values">Filled with the next rows; 0 where null.</param>
    /// <param name="isNull">Filled with true where null; at least as long as <paramref name="values"/>.</param>
    /// <returns>Rows read: the length of <paramref name="values"/>, or less at the end of the row group.</returns>
    /// <exception cref="InvalidOperationException">The column does not hold decimals.</exception>
    /// <exception cref="OrderDataException">The file is damaged.</exception>
    public int ReadInt128(Span<Int128> values, Span<bool> isNull)
    {
        CheckLength(values.Length, isNull.Length);
        if (!IsDecimal)
            ThrowKind("decimals");
        try
        {
            if (Column.IsBytes)
                return ReadDecimals(values, isNull, BigEndian.ToInt128);
            var integers = Scratch(ref _integers, values.Length);
            var count = ReadIntegers(integers, isNull);
            for (var i = 0; i < count; i++)
                values[i] = integers[i];
            return count;
        }
        catch (InvalidDataException e)
        {
            throw AtPlace(e);
        }
    }

    /// <summary>Reads numbers as doubles: floating point exactly, integers and decimals rounded to the nearest double.</summary>
    /// <param name="values">Filled with the next rows; 0 where null.</param>
    /// <param name="isNull">Filled with true where null; at least as long as <paramref name="values"/>. A NaN in the file is
    /// a value.</param>
    /// <returns>Rows read: the length of <paramref name="values"/>, or less at the end of the row group.</returns>
    /// <exception cref="InvalidOperationException">The column does not hold numbers.</exception>
    /// <exception cref="OrderDataException">The file is damaged.</exception>
    public int ReadDouble(Span<double> values, Span<bool> isNull)
    {
        CheckLength(values.Length, isNull.Length);
        if (Column.Kind is not (ParquetKind.FloatingPoint or ParquetKind.Integer) && !IsDecimal)
            ThrowKind("numbers");
        try
        {
            if (Column.IsBytes)
            {
                var scale = Math.Pow(10, Column.Scale);
                return IsDecimal
                    ? ReadDecimals(values, isNull, v => (double)BigEndian.ToInt128(v) / scale)
                    : ReadDecimals(values, isNull, BigEndian.HalfToDouble);
            }
            return Column.Kind == ParquetKind.FloatingPoint
                ? ReadFloatingPoint(values, isNull)
                : ReadIntegersAsDoubles(values, isNull);
        }
        catch (InvalidDataException e)
        {
            throw AtPlace(e);
        }
    }

    /// <summary>
    /// Reads text and bytes as numbers of entries of <see cref="Values"/>. Where the file is coded by a dictionary,
    /// <see cref="Values"/> is that dictionary; otherwise it is a list of just the values read, in order.
    /// </summary>
    /// <param name="indexes">Filled with the next rows; -1 where null.</param>
    /// <returns>Rows read, at most the length of <paramref name="indexes"/> and often less, since a call does not go beyond
    /// the end of a page; 0 only at the end of the row group.</returns>
    /// <exception cref="InvalidOperationException">The column does not hold text, UUIDs or bytes.</exception>
    /// <exception cref="OrderDataException">The file is damaged.</exception>
    public int ReadIndexes(Span<int> indexes)
    {
        if (Column.Kind is not (ParquetKind.Text or ParquetKind.Uuid or ParquetKind.Bytes))
            ThrowKind("text or bytes");
        try
        {
            var count = ReadRawIndexes(indexes);
            if (Column.Kind == ParquetKind.Uuid && !Values.IsDictionary)
                Values = BigEndian.ToUuidText(Values);
            return count;
        }
        catch (InvalidDataException e)
        {
            throw AtPlace(e);
        }
    }

    /// <summary>Gives back the buffers; the file stays open.</summary>
    public void Dispose() => _chunk.Dispose();

    private bool IsDecimal => Column.Kind == ParquetKind.Decimal;

    private int ReadRawIndexes(Span<int> indexes)
    {
        indexes = indexes[..Math.Min(indexes.Length, MaxBytesBatch)];
        var isNull = Scratch(ref _isNull, indexes.Length);
        var count = _chunk.Begin(isNull, out var present);
        var values = indexes[..present];
        if (_chunk.Indexes is { } coded)
        {
            Values = _chunk.Dictionary;
            coded.Decode(values);
        }
        else
        {
            Values = _batch;
            if (count > 0)
                _chunk.DecodeBytes(present, _batch);
            for (var i = 0; i < values.Length; i++)
                values[i] = i;
        }
        NullSlots.Spread(indexes[..count], isNull, present, -1);
        return count;
    }

    private int ReadIntegers(Span<long> values, Span<bool> isNull)
    {
        var filled = 0;
        while (filled < values.Length)
        {
            var marks = isNull[filled..values.Length];
            var count = _chunk.Begin(marks, out var present);
            if (count == 0)
                break;
            var part = values.Slice(filled, count);
            _chunk.Integers.Decode(part[..present]);
            NullSlots.Spread(part, marks, present, 0);
            filled += count;
        }
        return filled;
    }

    private int ReadFloatingPoint(Span<double> values, Span<bool> isNull)
    {
        var filled = 0;
        while (filled < values.Length)
        {
            var marks = isNull[filled..values.Length];
            var count = _chunk.Begin(marks, out var present);
            if (count == 0)
                break;
            var part = values.Slice(filled, count);
            _chunk.Doubles.Decode(part[..present]);
            NullSlots.Spread(part, marks, present, 0);
            filled += count;
        }
        return filled;
    }

    private int ReadIntegersAsDoubles(Span<double> values, Span<bool> isNull)
    {
        // Both take eight bytes, so the integers are read in place.
        var integers = MemoryMarshal.Cast<double, long>(values);
        var count = ReadIntegers(integers, isNull);
        var scale = Math.Pow(10, Column.Scale);
        var isUnsigned = !Column.IsSigned;
        for (var i = 0; i < count; i++)
        {
            var integer = integers[i];
            values[i] = (isUnsigned ? (ulong)integer : (double)integer) / scale;
        }
        return count;
    }

    private int ReadDecimals<T>(
        Span<T> values,
        Span<bool> isNull,
        Func<ReadOnlySpan<byte>, T> parse
    )
    {
        var filled = 0;
        while (filled < values.Length)
        {
            var indexes = Scratch(ref _indexes, Math.Min(values.Length - filled, MaxBytesBatch));
            var count = ReadRawIndexes(indexes);
            if (count == 0)
                break;
            for (var i = 0; i < count; i++)
            {
                isNull[filled + i] = indexes[i] < 0;
                values[filled + i] = indexes[i] < 0 ? default! : parse(Values[indexes[i]]);
            }
            filled += count;
        }
        return filled;
    }

    private static Span<T> Scratch<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new T[length];
        return buffer.AsSpan(0, length);
    }

    private static void CheckLength(int values, int isNull)
    {
        if (isNull < values)
            throw new ArgumentException(
                $"the marks of nulls have {isNull} places, at least {values} are needed"
            );
    }

    private void ThrowKind(string what) =>
        throw new InvalidOperationException(
            $"column '{Column.Path}' holds {Column.Kind} ({Column.PhysicalType}), not {what}"
        );

    private OrderDataException AtPlace(InvalidDataException e) => new($"{_place}: {e.Message}", e);
}

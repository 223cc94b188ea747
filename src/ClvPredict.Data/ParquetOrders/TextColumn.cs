using ClvPredict.Data.Ingest;
using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.ParquetOrders;

/// <summary>A column as text in UTF-8, one slice of rows at a time. A text of the file's dictionary is looked up among the
/// order lines' texts once a row group, not once a row.</summary>
internal abstract class TextColumn : IDisposable
{
    private const int Null = -1;
    private const int FirstOwn = -2;
    private const int Unknown = int.MinValue;

    // A place in the dictionary; Null; or, counted down from FirstOwn, a place among the slice's own texts.
    private readonly int[] _rows = new int[RowSlice.MaxRows];
    private readonly int[] _ends = new int[RowSlice.MaxRows];
    private byte[] _bytes = new byte[256];
    private int _count;
    private ParquetBytes? _dictionary;
    private int[] _codes = [];

    /// <summary>Goes to the next rows.</summary>
    internal void Read(int count)
    {
        _count = 0;
        ReadRows(_rows.AsSpan(0, count));
    }

    /// <summary>The text of a row without outer spaces; empty where null.</summary>
    internal ReadOnlySpan<byte> this[int row]
    {
        get
        {
            var place = _rows[row];
            if (place == Null)
                return [];
            return Trim(place >= 0 ? _dictionary![place] : Own(FirstOwn - place));
        }
    }

    /// <summary>The code of a row's text among those of the lines.</summary>
    internal int CodeOf(int row, OrderLines lines, LineText column)
    {
        var place = _rows[row];
        if (place == Null)
            return TextVocabulary.None;
        if (place < 0)
            return lines.Intern(column, Trim(Own(FirstOwn - place)));
        ref var code = ref _codes[place];
        if (code == Unknown)
            code = lines.Intern(column, Trim(_dictionary![place]));
        return code;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Fills in the places of the next rows' texts.</summary>
    protected abstract void ReadRows(Span<int> places);

    protected abstract void Dispose(bool disposing);

    /// <summary>The place of a missing text.</summary>
    protected static int PlaceOfNull => Null;

    /// <summary>Keeps a text of this slice; returns its place.</summary>
    protected int Keep(ReadOnlySpan<byte> text)
    {
        var start = _count == 0 ? 0 : _ends[_count - 1];
        if (text.Length > _bytes.Length - start)
            Grow((long)start + text.Length);
        text.CopyTo(_bytes.AsSpan(start));
        _ends[_count] = start + text.Length;
        return FirstOwn - _count++;
    }

    /// <summary>Names what places from 0 on refer to, for the rest of the row group.</summary>
    protected void UseDictionary(ParquetBytes dictionary)
    {
        if (_dictionary == dictionary)
            return;
        _dictionary = dictionary;
        _codes = new int[dictionary.Count];
        Array.Fill(_codes, Unknown);
    }

    private ReadOnlySpan<byte> Own(int index)
    {
        var start = index == 0 ? 0 : _ends[index - 1];
        return _bytes.AsSpan(start, _ends[index] - start);
    }

    private void Grow(long needed)
    {
        if (needed > Array.MaxLength)
            throw new OrderDataException(
                $"{RowSlice.MaxRows:N0} rows hold {needed:N0} bytes of text in one column; is it a customer id or a category? Leave it out with --map ROLE=."
            );
        Array.Resize(
            ref _bytes,
            (int)Math.Min(Array.MaxLength, Math.Max(needed, _bytes.Length * 2L))
        );
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) =>
        text.IsEmpty || (text[0] > ' ' && text[^1] > ' ') ? text : text.Trim(" \t\r\n"u8);
}

using System.Numerics;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Walks through the pages of a column chunk: marks of what is null, then the decoder of the values that are
/// there.</summary>
internal sealed class ChunkReader(PageCursor pages, ParquetColumn column, long rowCount)
    : IDisposable
{
    private RleDecoder? _levels;
    private int _leftInPage;
    private bool _hasDictionary;
    private long[] _integerDictionary = [];
    private double[] _doubleDictionary = [];
    private ValueDecoder<long>? _integers;
    private ValueDecoder<double>? _doubles;
    private BytesDecoder? _bytes;
    private ParquetBytes _dictionary = new(isDictionary: true);

    /// <summary>Rows not yet read.</summary>
    internal long RowsLeft { get; private set; } = rowCount;

    /// <summary>Decoder of the current page, in a column of whole numbers, booleans or instants.</summary>
    internal ValueDecoder<long> Integers => _integers!;

    /// <summary>Decoder of the current page, in a column of floating-point numbers.</summary>
    internal ValueDecoder<double> Doubles => _doubles!;

    /// <summary>Indexes of the current page in a column of byte strings; null where it does not use the dictionary.</summary>
    internal DictionaryIndexes? Indexes { get; private set; }

    /// <summary>Dictionary of a column of byte strings.</summary>
    internal ParquetBytes Dictionary => _dictionary;

    /// <summary>Decodes the next byte strings of a page without indexes.</summary>
    internal void DecodeBytes(int count, ParquetBytes target) => _bytes!.Decode(count, target);

    /// <summary>Begins a batch of rows of one page.</summary>
    /// <param name="isNull">Filled for each row of the batch; its length is the largest number of rows.</param>
    /// <param name="present">How many of the rows are not null: as many values are to be decoded next.</param>
    /// <returns>Rows in the batch; 0 at the end of the chunk.</returns>
    internal int Begin(Span<bool> isNull, out int present)
    {
        present = 0;
        while (_leftInPage == 0)
        {
            if (RowsLeft == 0)
                return 0;
            NextPage();
        }
        var count = Math.Min(isNull.Length, _leftInPage);
        isNull = isNull[..count];
        if (_levels is null)
        {
            isNull.Clear();
            present = count;
        }
        else
            present = _levels.DecodePresence(isNull, column.MaxDefinitionLevel);
        _leftInPage -= count;
        RowsLeft -= count;
        return count;
    }

    public void Dispose() => pages.Dispose();

    private void NextPage()
    {
        if (!pages.Next(out var page))
            Fault.Throw($"its pages end {RowsLeft} rows too early");
        if (page.Type == PageType.Dictionary)
        {
            ReadDictionary(page);
            return;
        }
        if (page.ValueCount > RowsLeft)
            Fault.Throw($"a page states {page.ValueCount} values, but {RowsLeft} rows are left");
        _leftInPage = page.ValueCount;
        if (column.MaxDefinitionLevel > 0)
            _levels = new RleDecoder(
                page.Levels,
                BitOperations.Log2((uint)column.MaxDefinitionLevel) + 1
            );
        if (page.Encoding is ParquetEncoding.PlainDictionary or ParquetEncoding.RleDictionary)
            UseDictionary(page);
        else if (column.IsBytes)
            (_bytes, Indexes) = (PageDecoders.Bytes(column, page), null);
        else if (IsFloatingPoint)
            _doubles = PageDecoders.Doubles(column, page);
        else
            _integers = PageDecoders.Integers(column, page);
    }

    private bool IsFloatingPoint =>
        column.PhysicalType is ParquetPhysicalType.Float or ParquetPhysicalType.Double;

    private void UseDictionary(DataPage page)
    {
        if (!_hasDictionary)
            Fault.Throw("a page refers to a dictionary, but the column has none");
        if (column.IsBytes)
            Indexes = new DictionaryIndexes(page.Values, _dictionary.Count);
        else if (IsFloatingPoint)
            _doubles = new DictionaryDecoder<double>(
                _doubleDictionary,
                new DictionaryIndexes(page.Values, _doubleDictionary.Length)
            );
        else
            _integers = new DictionaryDecoder<long>(
                _integerDictionary,
                new DictionaryIndexes(page.Values, _integerDictionary.Length)
            );
    }

    private void ReadDictionary(DataPage page)
    {
        if (_hasDictionary)
            Fault.Throw("the column has a second dictionary");
        if (page.Encoding is not (ParquetEncoding.Plain or ParquetEncoding.PlainDictionary))
            Fault.Throw($"a dictionary has the encoding {page.Encoding}, expected PLAIN");
        var width = column.PhysicalType switch
        {
            ParquetPhysicalType.Boolean => 1,
            ParquetPhysicalType.Int64 or ParquetPhysicalType.Double => 8,
            ParquetPhysicalType.Int96 => 12,
            ParquetPhysicalType.FixedLengthByteArray => column.TypeLength,
            _ => 4,
        };
        if (page.ValueCount > page.Values.Length / width)
            Fault.Throw(
                $"a dictionary states {page.ValueCount} entries in {page.Values.Length} bytes"
            );
        _hasDictionary = true;
        var plain = page with { Encoding = ParquetEncoding.Plain };
        if (column.IsBytes)
        {
            var copy = new PageBytes(page.Values.Span.ToArray(), 0, page.Values.Length);
            PageDecoders
                .Bytes(column, plain with { Values = copy })
                .Decode(page.ValueCount, _dictionary);
            if (column.Kind == ParquetKind.Uuid)
                _dictionary = BigEndian.ToUuidText(_dictionary);
        }
        else if (IsFloatingPoint)
        {
            _doubleDictionary = new double[page.ValueCount];
            PageDecoders.Doubles(column, plain).Decode(_doubleDictionary);
        }
        else
        {
            _integerDictionary = new long[page.ValueCount];
            PageDecoders.Integers(column, plain).Decode(_integerDictionary);
        }
    }
}

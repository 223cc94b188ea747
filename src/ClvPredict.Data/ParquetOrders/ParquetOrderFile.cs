using System.Collections.Immutable;
using System.Text;
using ClvPredict.Data.Ingest;
using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.ParquetOrders;

/// <summary>An opened Parquet file of order lines: which of its columns and partition keys play which role.</summary>
internal sealed class ParquetOrderFile : IDisposable
{
    private const int RowsThatDecide = 1_000;

    private readonly ParquetFile _file;
    private readonly ImmutableArray<string> _keys;
    private readonly ImmutableArray<byte[]> _keyTexts;

    private ParquetOrderFile(ParquetFile file, string path, OrderReadOptions options)
    {
        _file = file;
        // A column in the file tells more than its folder.
        var keys = HivePartition.Keys(path).RemoveAll(k => file.FindColumn(k.Key) is not null);
        _keys = [.. keys.Select(k => k.Key)];
        _keyTexts = [.. keys.Select(k => Encoding.UTF8.GetBytes(k.Text))];
        Header = OrderHeader.Of(Name, [.. file.Columns.Select(c => c.Path), .. _keys], options);
        foreach (var role in Enum.GetValues<OrderRole>())
        {
            if (ColumnOf(role) is { } column)
                RoleTypes.Check(Name, role, column);
        }
    }

    internal string Name => _file.Name;
    internal OrderHeader Header { get; }
    internal int RowGroupCount => _file.RowGroupCount;

    /// <summary>Opens a file and finds its roles.</summary>
    /// <exception cref="OrderDataException">It is no usable Parquet file, lacks a column, or one is of a wrong kind.</exception>
    internal static ParquetOrderFile Open(string path, OrderReadOptions options)
    {
        var file = ParquetFile.Open(path);
        try
        {
            return new ParquetOrderFile(file, path, options);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal long RowsOf(int rowGroup) => _file.RowsOf(rowGroup);

    /// <summary>The column that plays a role; null where none or a partition key does.</summary>
    internal ParquetColumn? ColumnOf(OrderRole role)
    {
        var index = Header.ColumnOf(role);
        return index >= 0 && index < _file.Columns.Length ? _file.Columns[index] : null;
    }

    /// <summary>What a partition key says about a role; null where none plays it.</summary>
    internal byte[]? KeyOf(OrderRole role)
    {
        var index = Header.ColumnOf(role) - _file.Columns.Length;
        return index >= 0 ? _keyTexts[index] : null;
    }

    /// <summary>Whether a row group may have a line that is wanted, by the statistics of its dates. A line without a date must
    /// be seen to be rejected.</summary>
    internal bool MayHold(int rowGroup, DaysWanted days)
    {
        if (
            !days.IsBounded
            || ColumnOf(OrderRole.OrderDate)
                is not { Kind: ParquetKind.Date or ParquetKind.Timestamp } column
        )
            return true;
        var statistics = _file.StatisticsOf(rowGroup, column.Index);
        var hasNull = column.IsNullable && statistics.NullCount != 0;
        return hasNull
            || statistics is not { MinInt64: { } first, MaxInt64: { } last }
            || days.MayHold(
                DateColumn.DayOf(column, first, out _),
                DateColumn.DayOf(column, last, out _),
                column.Kind == ParquetKind.Timestamp
            );
    }

    /// <summary>Whether the file may have a line that is wanted, where a partition key is the date.</summary>
    internal bool HasKeyIn(DaysWanted days, DateReader dates)
    {
        if (!days.IsBounded || KeyOf(OrderRole.OrderDate) is not { } key)
            return true;
        var date = dates.Read(key);
        return date.Fault is not null
            || date.IsOrderOpen
            || days.MayHold(date.Day, date.Day, date.TimeMark != 0);
    }

    /// <summary>Opens the columns of a row group.</summary>
    internal OrderColumns OpenColumns(int rowGroup, OrderIngest ingest) =>
        new(this, _file, rowGroup, ingest);

    /// <summary>Decides how dates are written, where they are text and nothing has decided it yet.</summary>
    /// <exception cref="OrderDataException">They are in no known layout.</exception>
    internal void DecideDates(OrderRole role, DateReader dates)
    {
        if (!dates.NeedsLayout || !Header.Has(role))
            return;
        var votes = new DateVotes();
        if (KeyOf(role) is { } key)
            votes.Add(key);
        else if (ColumnOf(role)!.Kind is not (ParquetKind.Date or ParquetKind.Timestamp))
            AddVotes(ColumnOf(role)!, votes);
        else
            return;
        dates.DecideLayout(Name, votes);
    }

    public void Dispose() => _file.Dispose();

    private void AddVotes(ParquetColumn column, DateVotes votes)
    {
        var left = RowsThatDecide;
        for (var group = 0; group < RowGroupCount && left > 0; group++)
        {
            using var texts = OrderColumns.TextOf(_file.OpenColumn(group, column.Index));
            for (var rows = RowsOf(group); rows > 0 && left > 0; )
            {
                var count = (int)Math.Min(rows, RowSlice.MaxRows);
                texts.Read(count);
                for (var row = 0; row < count && left > 0; row++)
                {
                    if (texts[row].IsEmpty)
                        continue;
                    votes.Add(texts[row]);
                    left--;
                }
                rows -= count;
            }
        }
    }
}

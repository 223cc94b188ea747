using System.Text;
using ClvPredict.Data.Columns;

namespace ClvPredict.Data.Ingest;

/// <summary>Takes the order lines of one thread from any source: judges them, and keeps or rejects them by name. What it
/// knows of them goes to <see cref="OrderIngest.Commit(OrderLineSink)"/> batch by batch.</summary>
internal sealed class OrderLineSink
{
    private const int MaxCustomerIdBytes = 512;

    private readonly DateReader _dates;
    private readonly DateReader _arrivals;
    private readonly LineMoneyReader _money;
    private readonly LineTime _time;
    private readonly ReadRules _rules;
    private readonly LineLayout _layout;
    private readonly BytePool _pool;
    private LineFilter _filter;
    private OrderExport _export = OrderExport.Generic;
    private LineBatch _batch = new();

    internal OrderLineSink(
        ReadRules rules,
        LineLayout layout,
        DateReader dates,
        DateReader arrivals,
        BytePool pool
    )
    {
        _dates = dates;
        _arrivals = arrivals;
        _money = new LineMoneyReader(rules);
        _time = new LineTime(rules);
        (_rules, _layout, _pool) = (rules, layout, pool);
        (Lines, _filter) = NewLines();
    }

    /// <summary>All lines that were kept, or those since <see cref="Renew"/>.</summary>
    internal OrderLines Lines { get; private set; }

    /// <summary>Which lines are not wanted.</summary>
    internal LineFilter Filter => _filter;

    /// <summary>The source that lines come from.</summary>
    internal string Source { get; private set; } = "";

    /// <summary>The date of a line from its text.</summary>
    internal DateField ReadDate(ReadOnlySpan<byte> text) => _dates.Read(text);

    /// <summary>The day on which a line arrived from its text.</summary>
    internal DateField ReadArrival(ReadOnlySpan<byte> text) => _arrivals.Read(text);

    /// <summary>Says where the next lines come from.</summary>
    internal void Begin(string source, OrderExport export)
    {
        Source = source;
        _export = export;
    }

    /// <summary>Goes on with no lines, and gives those so far.</summary>
    internal OrderLines Renew()
    {
        var lines = Lines;
        (Lines, _filter) = NewLines();
        return lines;
    }

    /// <summary>What is known of the lines since the last call.</summary>
    internal LineBatch TakeBatch()
    {
        var batch = _batch;
        _batch = new LineBatch();
        return batch;
    }

    /// <summary>Judges a line and keeps it, or rejects it.</summary>
    /// <param name="fields">What the source says.</param>
    /// <param name="lineNumber">Line or row in the source, from one.</param>
    /// <param name="record">The whole line for the rejects file; may be empty.</param>
    internal void Add(scoped in OrderLineFields fields, long lineNumber, ReadOnlySpan<byte> record)
    {
        var reason = TryAdd(fields, lineNumber, record, out var atFault);
        if (reason is not null)
            Reject(reason, atFault.IsEmpty ? record : atFault, lineNumber, record);
    }

    /// <summary>Judges a line and keeps it; null, or why it is to be rejected, for sources that render a line only
    /// then.</summary>
    internal string? TryAdd(
        scoped in OrderLineFields fields,
        long lineNumber,
        ReadOnlySpan<byte> record,
        out ReadOnlySpan<byte> atFault
    )
    {
        var reason = Judge(fields, lineNumber, record, out atFault);
        if (reason is null)
            _batch.LinesRead++;
        return reason;
    }

    /// <summary>Rejects a line that has no fields to judge.</summary>
    internal void Reject(
        string reason,
        ReadOnlySpan<byte> atFault,
        long lineNumber,
        ReadOnlySpan<byte> record
    )
    {
        _batch.LinesRead++;
        _batch.Rejects.Add(
            new LineReject(
                lineNumber,
                reason,
                RejectLog.CutField(atFault).ToArray(),
                RejectLog.CutRecord(record).ToArray()
            )
        );
    }

    private (OrderLines Lines, LineFilter Filter) NewLines()
    {
        var lines = new OrderLines(_layout, _pool);
        var filter = new LineFilter(_rules.Options, lines);
        // A filter asks for the code of each line's customer.
        lines.LooksUpLater = !filter.IsNeeded;
        return (lines, filter);
    }

    private string? Judge(
        scoped in OrderLineFields fields,
        long lineNumber,
        ReadOnlySpan<byte> record,
        out ReadOnlySpan<byte> atFault
    )
    {
        atFault = fields.Date.Text;
        var reason = _time.Read(fields.Date, _batch, out var day, out var secondOfDay);
        if (reason is not null)
            return reason;
        atFault = fields.CustomerId;
        if (fields.CustomerId.Length > MaxCustomerIdBytes)
            return RejectReasons.CustomerIdTooLong;
        reason = _money.Read(fields, _export, Lines.HasCost, _batch, out var money, out atFault);
        if (reason is not null)
            return reason;
        atFault = fields.IngestedAt.Text;
        reason = _time.ReadArrival(fields.IngestedAt, Lines, day, _batch, out var arrival);
        if (reason is not null)
            return reason;
        NoteCurrency(fields.Currency, lineNumber);
        if (_export.LeavesOut(fields.Status))
        {
            _batch.Counts.Add(LineNote.OrderCancelled);
            _batch.AddLeftOut(money.AmountMinor, money.IsReturn);
            return null;
        }
        var texts = new LineCodes(Lines, fields);
        atFault = [];
        if (texts.HasNotUtf8)
            return RejectReasons.NotUtf8;
        // Where the order of day and month is open, the day is only known at the end.
        if (
            _filter.IsNeeded
            && !fields.Date.IsOrderOpen
            && _filter.LeavesOut(day, texts.Customer) is { } note
        )
        {
            _batch.Counts.Add(note);
            _batch.AddLeftOut(money.AmountMinor, money.IsReturn);
            return null;
        }
        if (_batch.TimeMark == 0)
            _batch.TimeMark = fields.Date.TimeMark;
        if (_batch.DayMonth.Count(fields.Date.Fit))
        {
            var (date, line) = (
                Encoding.UTF8.GetString(fields.Date.Text),
                Encoding.UTF8.GetString(record)
            );
            _batch.DayMonth.Keep(
                fields.Date.Fit,
                new MisfitLine(Lines, Lines.Count, Source, lineNumber, date, line)
            );
        }
        texts.Store(Lines);
        Lines.Put(LineField.Day, day);
        Lines.Put(LineField.SecondOfDay, secondOfDay);
        Lines.Put(LineField.Order, OrderHashes.Of(fields.OrderId));
        Lines.Put(LineField.Amount, money.AmountMinor);
        Lines.Put(LineField.IsReturn, money.IsReturn ? 1 : 0);
        Lines.Put(LineField.Quantity, ColumnValue.OfDouble(money.Quantity));
        Lines.Put(LineField.Discount, money.DiscountMinor);
        Lines.Put(LineField.Cost, money.CostMinor);
        Lines.Put(LineField.Arrival, arrival);
        Lines.EndLine();
        return null;
    }

    private void NoteCurrency(ReadOnlySpan<byte> currency, long lineNumber)
    {
        if (currency.IsEmpty)
            return;
        foreach (var (known, _) in _batch.Currencies)
        {
            if (currency.SequenceEqual(known))
                return;
        }
        _batch.Currencies.Add((currency.ToArray(), lineNumber));
    }
}

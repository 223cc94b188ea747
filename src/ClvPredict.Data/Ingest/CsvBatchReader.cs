using ClvPredict.Data.Csv;

namespace ClvPredict.Data.Ingest;

/// <summary>Turns blocks of one CSV source into order lines. For one thread.</summary>
internal sealed class CsvBatchReader
{
    private readonly string _source;
    private readonly OrderHeader _header;
    private readonly OrderLineSink _sink;
    private readonly CsvScanner _scanner;
    private readonly bool _valueIsOrders;
    private DecimalMark _decimals;

    internal CsvBatchReader(
        string source,
        OrderHeader header,
        byte separator,
        OrderLineSink sink,
        bool valueIsOrders
    )
    {
        _source = source;
        _header = header;
        _sink = sink;
        _scanner = new CsvScanner(separator, source);
        _decimals = new DecimalMark(source, 0);
        _valueIsOrders = valueIsOrders;
    }

    /// <summary>Reads a block; every record in it ends as a line or in the rejects.</summary>
    internal void Read(CsvBatch batch)
    {
        _decimals = new DecimalMark(_source, batch.DecimalMark);
        _scanner.Begin(
            batch.Block.Bytes,
            batch.Block.Length,
            batch.Block.IsLast,
            batch.FirstLineNumber,
            batch.Rescanned
        );
        _sink.Begin(_source, _header.Export);
        batch.Sink = _sink;
        batch.FirstKept = _sink.Lines.Count;
        try
        {
            batch.IsHeaderRead = !batch.HasHeader || _scanner.Next();
            if (batch.IsHeaderRead)
            {
                while (_scanner.Next())
                    ReadLine();
            }
        }
        finally
        {
            batch.Kept = _sink.Lines.Count - batch.FirstKept;
            batch.Lines = _sink.TakeBatch();
        }
        batch.Unread = _scanner.Unread.ToArray();
        batch.NextLineNumber = _scanner.NextLineNumber;
        batch.DecimalMarkAfter = _decimals.Mark;
        batch.RescannedAfter = _scanner.Rescanned;
    }

    private void ReadLine()
    {
        var record = _scanner.Record;
        var lineNumber = _scanner.LineNumber;
        if (_scanner.Fault != CsvFault.None)
        {
            _sink.Reject(RejectReasons.BrokenQuote, record, lineNumber, record);
            return;
        }
        if (_scanner.FieldCount != _header.FieldCount)
        {
            var isShort = _scanner.FieldCount < _header.FieldCount;
            var reason = isShort ? RejectReasons.TooFewFields : RejectReasons.TooManyFields;
            _sink.Reject(reason, record, lineNumber, record);
            return;
        }
        var amount = Money(OrderRole.Amount);
        var fields = new OrderLineFields
        {
            Date = _sink.ReadDate(Field(OrderRole.OrderDate)),
            CustomerId = Field(OrderRole.CustomerId),
            OrderId = Field(OrderRole.OrderId),
            ProductId = Field(OrderRole.ProductId),
            Category = Field(OrderRole.Category),
            Channel = Field(OrderRole.Channel),
            Campaign = Field(OrderRole.Campaign),
            Country = Field(OrderRole.Country),
            Currency = Field(OrderRole.Currency),
            ReturnMark = Field(OrderRole.IsReturn),
            Status = Field(OrderRole.Status),
            Quantity = Number(OrderRole.Quantity),
            Amount = amount,
            UnitPrice = amount.IsPresent ? default : Money(OrderRole.UnitPrice),
            Discount = Number(OrderRole.Discount),
            Tax = Money(OrderRole.Tax),
            Shipping = Money(OrderRole.Shipping),
            Cost = Money(OrderRole.Cost),
            Margin = Money(OrderRole.Margin),
            IngestedAt = _header.Has(OrderRole.IngestedAt)
                ? _sink.ReadArrival(Field(OrderRole.IngestedAt))
                : default,
        };
        _sink.Add(fields, lineNumber, record);
    }

    /// <summary>A number that does not matter in a log without money.</summary>
    private NumberField Money(OrderRole role) => _valueIsOrders ? default : Number(role);

    private NumberField Number(OrderRole role)
    {
        var field = Field(role);
        return field.IsEmpty ? default : _decimals.Read(field);
    }

    /// <summary>The field of a role without outer spaces; empty where the source has no such column.</summary>
    private ReadOnlySpan<byte> Field(OrderRole role)
    {
        var column = _header.ColumnOf(role);
        if (column < 0)
            return [];
        var field = _scanner.Field(column);
        return field.IsEmpty || (field[0] > ' ' && field[^1] > ' ')
            ? field
            : field.Trim(" \t\r\n"u8);
    }
}

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

    // Those that there are, in the order of the roles.
    private readonly (OrderRole Role, int Column)[] _columns;
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
        _columns =
        [
            .. Enum.GetValues<OrderRole>().Where(header.Has).Select(r => (r, header.ColumnOf(r))),
        ];
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
                var fields = new OrderLineFields();
                while (_scanner.Next())
                    ReadLine(ref fields);
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

    private void ReadLine(ref OrderLineFields fields)
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
        foreach (var (role, column) in _columns)
            Read(ref fields, role, Field(column));
        _sink.Add(fields, lineNumber, record);
    }

    // One case a role, however long.
    private void Read(ref OrderLineFields fields, OrderRole role, ReadOnlySpan<byte> text)
    {
        switch (role)
        {
            case OrderRole.CustomerId:
                fields.CustomerId = text;
                break;
            case OrderRole.OrderDate:
                fields.Date = _sink.ReadDate(text);
                break;
            case OrderRole.OrderId:
                fields.OrderId = text;
                break;
            case OrderRole.Amount:
                fields.Amount = Money(text);
                break;
            case OrderRole.Quantity:
                fields.Quantity = Number(text);
                break;
            case OrderRole.UnitPrice:
                fields.UnitPrice = fields.Amount.IsPresent ? default : Money(text);
                break;
            case OrderRole.ProductId:
                fields.ProductId = text;
                break;
            case OrderRole.Category:
                fields.Category = text;
                break;
            case OrderRole.Channel:
                fields.Channel = text;
                break;
            case OrderRole.Country:
                fields.Country = text;
                break;
            case OrderRole.Discount:
                fields.Discount = Number(text);
                break;
            case OrderRole.IsReturn:
                fields.ReturnMark = text;
                break;
            case OrderRole.Currency:
                fields.Currency = text;
                break;
            case OrderRole.Campaign:
                fields.Campaign = text;
                break;
            case OrderRole.Tax:
                fields.Tax = Money(text);
                break;
            case OrderRole.Shipping:
                fields.Shipping = Money(text);
                break;
            case OrderRole.Cost:
                fields.Cost = Money(text);
                break;
            case OrderRole.Margin:
                fields.Margin = Money(text);
                break;
            case OrderRole.IngestedAt:
                fields.IngestedAt = _sink.ReadArrival(text);
                break;
            case OrderRole.Status:
                fields.Status = text;
                break;
        }
    }

    /// <summary>A number that does not matter in a log without money.</summary>
    private NumberField Money(ReadOnlySpan<byte> text) => _valueIsOrders ? default : Number(text);

    private NumberField Number(ReadOnlySpan<byte> text) =>
        text.IsEmpty ? default : _decimals.Read(text);

    /// <summary>A field without outer spaces.</summary>
    private ReadOnlySpan<byte> Field(int column)
    {
        var field = _scanner.Field(column);
        return field.IsEmpty || (field[0] > ' ' && field[^1] > ' ')
            ? field
            : field.Trim(" \t\r\n"u8);
    }
}

using System.Text;
using ClvPredict.Data.Csv;

namespace ClvPredict.Data.Ingest;

/// <summary>Turns the records of one source into order lines, or rejects them by name.</summary>
internal sealed class OrderLineReader
{
    private const int MaxCustomerIdBytes = 512;

    private readonly string _source;
    private readonly OrderHeader _header;
    private readonly CsvScanner _scanner;
    private readonly DecimalMark _decimals;
    private readonly OrderIngest _ingest;
    private readonly OrderLines _lines;
    private readonly bool _valueIsOrders;

    internal OrderLineReader(
        string source,
        OrderHeader header,
        CsvScanner scanner,
        DecimalMark decimals,
        OrderIngest ingest,
        bool valueIsOrders
    )
    {
        _source = source;
        _header = header;
        _scanner = scanner;
        _decimals = decimals;
        _ingest = ingest;
        _lines = ingest.Lines;
        _valueIsOrders = valueIsOrders;
    }

    /// <summary>Reads the scanner's current record; every record ends as a line or in the rejects.</summary>
    internal void ReadLine()
    {
        if (_scanner.Fault != CsvFault.None)
        {
            Reject(RejectReasons.BrokenQuote, _scanner.Record);
            return;
        }
        if (_scanner.FieldCount != _header.FieldCount)
        {
            var isShort = _scanner.FieldCount < _header.FieldCount;
            Reject(
                isShort ? RejectReasons.TooFewFields : RejectReasons.TooManyFields,
                _scanner.Record
            );
            return;
        }
        var dateField = Field(OrderRole.OrderDate);
        var dateFault = _ingest.Dates.Read(
            dateField,
            out var day,
            out var secondOfDay,
            out var fit
        );
        if (dateFault is not null)
        {
            Reject(dateFault, dateField.IsEmpty ? _scanner.Record : dateField);
            return;
        }
        var customerId = Field(OrderRole.CustomerId);
        if (customerId.Length > MaxCustomerIdBytes)
        {
            Reject(RejectReasons.CustomerIdTooLong, customerId);
            return;
        }
        if (!TryReadMoney(out var money) || !TryReadTexts(customerId, out var texts))
            return;
        CheckCurrency();
        if (_ingest.DayMonth.Count(fit))
        {
            var date = Encoding.UTF8.GetString(dateField);
            var record = Encoding.UTF8.GetString(_scanner.Record);
            _ingest.DayMonth.Keep(
                fit,
                new MisfitLine(_lines.Count, _source, _scanner.LineNumber, date, record)
            );
        }
        _lines.Day.Add(day);
        _lines.SecondOfDay.Add(secondOfDay);
        _lines.AmountMinor.Add(money.AmountMinor);
        _lines.IsReturn.Add(money.IsReturn);
        _lines.Quantity?.Add(money.Quantity);
        _lines.Discount?.Add(money.DiscountMinor);
        _lines.Customer.Add(texts.Customer);
        _lines.Order?.Add(texts.Order);
        _lines.Product?.Add(texts.Product);
        _lines.Category?.Add(texts.Category);
        _lines.Channel?.Add(texts.Channel);
        _lines.Country?.Add(texts.Country);
    }

    private bool TryReadMoney(out LineMoney money)
    {
        money = default;
        if (
            !TryReadQuantity(out var quantityText, out var quantity)
            || !TryReadReturnMark(out var isMarked)
        )
            return false;
        long amount = 0;
        if (!_valueIsOrders && !TryReadAmount(quantityText, out amount))
            return false;
        var isReturn = amount < 0 || quantity < 0 || isMarked;
        if (isReturn && amount > 0)
        {
            amount = -amount;
            _ingest.PositiveReturns++;
        }
        money = new LineMoney(amount, isReturn, quantity, ReadDiscount());
        return true;
    }

    private bool TryReadQuantity(out DecimalText? text, out double quantity)
    {
        text = null;
        quantity = double.NaN;
        var field = Field(OrderRole.Quantity);
        if (field.IsEmpty)
            return true;
        var fault = _decimals.Parse(field, out var number);
        if (fault == NumberFault.None)
            fault = number.ToQuantity(out quantity);
        if (fault == NumberFault.None)
        {
            text = number;
            return true;
        }
        var isRange = fault == NumberFault.OutOfRange;
        return Reject(
            isRange ? RejectReasons.QuantityOutOfRange : RejectReasons.QuantityNotANumber,
            field
        );
    }

    private bool TryReadReturnMark(out bool isMarked)
    {
        var field = Field(OrderRole.IsReturn);
        isMarked = false;
        if (field.IsEmpty || IsOneOf(field, "0", "false", "no", "n", "f"))
            return true;
        isMarked = IsOneOf(field, "1", "true", "yes", "y", "t");
        if (isMarked)
            return true;
        return Reject(RejectReasons.ReturnMarkNotUnderstood, field);
    }

    /// <summary>The amount column, or quantity times unit price where it is empty or missing.</summary>
    private bool TryReadAmount(DecimalText? quantity, out long amountMinor)
    {
        amountMinor = 0;
        var field = Field(OrderRole.Amount);
        DecimalText number;
        bool isRounded;
        NumberFault fault;
        if (!field.IsEmpty)
        {
            fault = _decimals.Parse(field, out number);
            isRounded = false;
            if (fault == NumberFault.None)
                fault = number.ToMinor(out amountMinor, out isRounded);
            if (fault == NumberFault.NotANumber)
                return Reject(RejectReasons.AmountNotANumber, field);
        }
        else
        {
            field = Field(OrderRole.UnitPrice);
            if (quantity is not { } factor || field.IsEmpty)
                return Reject(RejectReasons.AmountMissing, _scanner.Record);
            fault = _decimals.Parse(field, out number);
            isRounded = false;
            if (fault == NumberFault.None)
                fault = DecimalText.Multiply(factor, number, out amountMinor, out isRounded);
            if (fault == NumberFault.NotANumber)
                return Reject(RejectReasons.UnitPriceNotANumber, field);
        }
        if (fault == NumberFault.OutOfRange)
            return Reject(RejectReasons.AmountOutOfRange, field);
        if (isRounded)
            _ingest.AmountsRounded++;
        return true;
    }

    /// <summary>A discount does not change the amount, so one that cannot be read does not cost the line.</summary>
    private long ReadDiscount()
    {
        var field = Field(OrderRole.Discount);
        if (field.IsEmpty)
            return 0;
        var fault = _decimals.Parse(field, out var number);
        long discount = 0;
        if (fault == NumberFault.None)
            fault = number.ToMinor(out discount, out _);
        if (fault != NumberFault.None)
            _ingest.DiscountsLeftOut++;
        if (discount < 0)
            _ingest.DiscountsNegative++;
        return Math.Abs(discount);
    }

    private bool TryReadTexts(ReadOnlySpan<byte> customerId, out LineTexts texts)
    {
        texts = new LineTexts(
            _lines.Customer.Intern(customerId),
            _lines.Order?.Intern(Field(OrderRole.OrderId)) ?? TextColumn.None,
            _lines.Product?.Intern(Field(OrderRole.ProductId)) ?? TextColumn.None,
            _lines.Category?.Intern(Field(OrderRole.Category)) ?? TextColumn.None,
            _lines.Channel?.Intern(Field(OrderRole.Channel)) ?? TextColumn.None,
            _lines.Country?.Intern(Field(OrderRole.Country)) ?? TextColumn.None
        );
        return !texts.HasNotUtf8 || Reject(RejectReasons.NotUtf8, _scanner.Record);
    }

    private void CheckCurrency()
    {
        var field = Field(OrderRole.Currency);
        if (!field.IsEmpty)
            _ingest.CheckCurrency(field, _source, _scanner.LineNumber);
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

    private static bool IsOneOf(ReadOnlySpan<byte> field, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Ascii.EqualsIgnoreCase(field, word))
                return true;
        }
        return false;
    }

    /// <summary>Rejects the current record; false, for the caller to return.</summary>
    private bool Reject(string reason, ReadOnlySpan<byte> atFault)
    {
        _ingest.Rejects.Add(_source, _scanner.LineNumber, reason, atFault, _scanner.Record);
        return false;
    }

    private readonly record struct LineMoney(
        long AmountMinor,
        bool IsReturn,
        double Quantity,
        long DiscountMinor
    );

    private readonly record struct LineTexts(
        int Customer,
        int Order,
        int Product,
        int Category,
        int Channel,
        int Country
    )
    {
        internal bool HasNotUtf8 =>
            Customer == TextColumn.NotUtf8
            || Order == TextColumn.NotUtf8
            || Product == TextColumn.NotUtf8
            || Category == TextColumn.NotUtf8
            || Channel == TextColumn.NotUtf8
            || Country == TextColumn.NotUtf8;
    }
}

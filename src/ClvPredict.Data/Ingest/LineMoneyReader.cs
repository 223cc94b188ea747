using System.Text;

namespace ClvPredict.Data.Ingest;

/// <summary>Decides what a line is worth and whether it is a return.</summary>
internal sealed class LineMoneyReader(ReadRules rules)
{
    private static readonly DecimalText s_one = new(1, 0, IsCutOff: false);

    private readonly bool _valueIsOrders = rules.Options.ValueIsOrders;

    /// <summary>Reads the numbers of a line; null, or why it is rejected.</summary>
    internal string? Read(
        scoped in OrderLineFields fields,
        OrderExport export,
        bool wantsCost,
        LineBatch batch,
        out LineMoney money,
        out ReadOnlySpan<byte> atFault
    )
    {
        money = default;
        atFault = fields.Quantity.Text;
        double quantity = double.NaN;
        if (fields.Quantity.IsPresent)
        {
            var fault = fields.Quantity.Fault;
            if (fault == NumberFault.None)
                fault = fields.Quantity.Value.ToQuantity(out quantity);
            if (fault != NumberFault.None)
                return fault == NumberFault.OutOfRange
                    ? RejectReasons.QuantityOutOfRange
                    : RejectReasons.QuantityNotANumber;
        }
        atFault = fields.ReturnMark;
        if (!TryReadMark(fields.ReturnMark, out var isMarked))
            return RejectReasons.ReturnMarkNotUnderstood;
        atFault = fields.Currency;
        if (!TryFindRate(fields.Currency, batch, out var rate))
            return RejectReasons.CurrencyWithoutRate;
        atFault = [];
        long amount = 0;
        if (!_valueIsOrders)
        {
            var reason =
                ReadAmount(fields, export, rate, batch, out amount, out atFault)
                ?? TakeOff(fields, rate, batch, ref amount, ref atFault);
            if (reason is not null)
                return reason;
        }
        var isReturn = amount < 0 || quantity < 0 || isMarked;
        if (!isReturn && export.HasCancelledInvoices && IsCancelled(fields.OrderId))
        {
            isReturn = true;
            batch.Counts.Add(LineNote.CancelledInvoice);
        }
        if (isReturn && amount > 0)
        {
            amount = -amount;
            batch.Counts.Add(LineNote.PositiveReturn);
        }
        long cost = 0;
        if (wantsCost && !TryReadCost(fields, rate, amount, batch, out cost))
        {
            atFault = fields.Cost.IsPresent ? fields.Cost.Text : fields.Margin.Text;
            return RejectReasons.CostNotANumber;
        }
        money = new LineMoney(amount, isReturn, quantity, ReadDiscount(fields, rate, batch), cost);
        return null;
    }

    /// <summary>The amount column, or quantity times unit price where it is empty or missing.</summary>
    private static string? ReadAmount(
        scoped in OrderLineFields fields,
        OrderExport export,
        DecimalText? rate,
        LineBatch batch,
        out long amountMinor,
        out ReadOnlySpan<byte> atFault
    )
    {
        amountMinor = 0;
        var hasAmount = fields.Amount.IsPresent;
        var number = hasAmount ? fields.Amount : fields.UnitPrice;
        atFault = number.Text;
        if (!hasAmount && export.AmountIsPerOrder)
            return null;
        if (!hasAmount && !(fields.Quantity.IsPresent && number.IsPresent))
        {
            atFault = [];
            return RejectReasons.AmountMissing;
        }
        var fault = number.Fault;
        var isRounded = false;
        if (fault == NumberFault.None)
        {
            if (!hasAmount)
                fault = DecimalText.Multiply(
                    fields.Quantity.Value,
                    number.Value,
                    out amountMinor,
                    out isRounded
                );
            else if (rate is { } factor)
                fault = DecimalText.Multiply(number.Value, factor, out amountMinor, out _);
            else
                fault = number.Value.ToMinor(out amountMinor, out isRounded);
        }
        if (fault == NumberFault.None && !hasAmount && rate is { } ofPrice)
            fault = Convert(ofPrice, ref amountMinor);
        if (fault == NumberFault.OutOfRange)
            return RejectReasons.AmountOutOfRange;
        if (fault == NumberFault.NotANumber)
            return hasAmount ? RejectReasons.AmountNotANumber : RejectReasons.UnitPriceNotANumber;
        if (isRounded)
            batch.Counts.Add(LineNote.AmountRounded);
        if (rate is not null)
            batch.Counts.Add(LineNote.AmountConverted);
        return null;
    }

    /// <summary>Takes off what the amount is said to include: tax, shipping.</summary>
    private string? TakeOff(
        scoped in OrderLineFields fields,
        DecimalText? rate,
        LineBatch batch,
        ref long amount,
        ref ReadOnlySpan<byte> atFault
    )
    {
        var sign = amount < 0 ? -1 : 1;
        if (rules.TakesOffTax && fields.Tax.IsPresent)
        {
            atFault = fields.Tax.Text;
            if (!TryToMinor(fields.Tax, rate, out var tax))
                return RejectReasons.TaxNotANumber;
            amount -= sign * Math.Abs(tax);
            batch.Counts.Add(LineNote.TaxTakenOff);
        }
        if (rules.TakesOffShipping && fields.Shipping.IsPresent)
        {
            atFault = fields.Shipping.Text;
            if (!TryToMinor(fields.Shipping, rate, out var shipping))
                return RejectReasons.ShippingNotANumber;
            amount -= sign * Math.Abs(shipping);
            batch.Counts.Add(LineNote.ShippingTakenOff);
        }
        atFault = [];
        return null;
    }

    /// <summary>What the line cost, with the amount's sign: as given, or the amount less the margin.</summary>
    private static bool TryReadCost(
        scoped in OrderLineFields fields,
        DecimalText? rate,
        long amount,
        LineBatch batch,
        out long cost
    )
    {
        cost = 0;
        if (!fields.Cost.IsPresent && !fields.Margin.IsPresent)
        {
            batch.Counts.Add(LineNote.CostMissing);
            return true;
        }
        if (!TryToMinor(fields.Cost.IsPresent ? fields.Cost : fields.Margin, rate, out var value))
            return false;
        if (fields.Cost.IsPresent)
            cost = amount < 0 ? -Math.Abs(value) : Math.Abs(value);
        else
            cost = amount < 0 ? amount + Math.Abs(value) : amount - value;
        return true;
    }

    /// <summary>A discount does not change the amount, so one that cannot be read does not cost the line.</summary>
    private static long ReadDiscount(
        scoped in OrderLineFields fields,
        DecimalText? rate,
        LineBatch batch
    )
    {
        if (!fields.Discount.IsPresent)
            return 0;
        if (!TryToMinor(fields.Discount, rate, out var discount))
            batch.Counts.Add(LineNote.DiscountLeftOut);
        if (discount < 0)
            batch.Counts.Add(LineNote.DiscountNegative);
        return Math.Abs(discount);
    }

    private static bool TryToMinor(scoped in NumberField number, DecimalText? rate, out long minor)
    {
        minor = 0;
        var fault = number.Fault;
        if (fault == NumberFault.None)
            fault = DecimalText.Multiply(number.Value, rate ?? s_one, out minor, out _);
        return fault == NumberFault.None;
    }

    private static NumberFault Convert(DecimalText rate, ref long minor)
    {
        var amount = new DecimalText(minor, 4, IsCutOff: false);
        return DecimalText.Multiply(amount, rate, out minor, out _);
    }

    /// <summary>The rate of a line's currency; null where nothing is to be converted. False when there is none.</summary>
    private bool TryFindRate(ReadOnlySpan<byte> currency, LineBatch batch, out DecimalText? rate)
    {
        rate = null;
        if (rules.Rates is not { } rates)
            return true;
        if (currency.IsEmpty)
        {
            batch.Counts.Add(LineNote.CurrencyMissing);
            return true;
        }
        if (rates.IsBase(currency))
            return true;
        rate = rates.Find(currency);
        return rate is not null;
    }

    /// <summary>Whether an invoice number is of the form C536379.</summary>
    private static bool IsCancelled(ReadOnlySpan<byte> orderId) =>
        orderId.Length > 1
        && orderId[0] is (byte)'C' or (byte)'c'
        && orderId[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static bool TryReadMark(ReadOnlySpan<byte> field, out bool isMarked)
    {
        isMarked = false;
        if (field.IsEmpty || IsOneOf(field, "0", "false", "no", "n", "f"))
            return true;
        isMarked = IsOneOf(field, "1", "true", "yes", "y", "t");
        return isMarked;
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
}

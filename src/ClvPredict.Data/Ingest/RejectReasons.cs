namespace ClvPredict.Data.Ingest;

/// <summary>Why lines are rejected, as named in reports and in the rejects file.</summary>
internal static class RejectReasons
{
    internal const string BrokenQuote = "quoted field is not closed or has text after it";
    internal const string TooFewFields = "fewer fields than the header";
    internal const string TooManyFields = "more fields than the header";
    internal const string NotUtf8 = "text is not UTF-8";
    internal const string CustomerIdTooLong = "customer id is longer than 512 bytes";
    internal const string DateMissing = "date is missing";
    internal const string DateNotUnderstood = "date is not in the format of the input";
    internal const string DateNotInCalendar = "date is not a calendar date";
    internal const string DateOutOfRange = "date is outside 1900..2200";
    internal const string AmountMissing = "amount is missing";
    internal const string AmountNotANumber = "amount is not a number";
    internal const string AmountOutOfRange = "amount is out of range";
    internal const string QuantityNotANumber = "quantity is not a number";
    internal const string QuantityOutOfRange = "quantity is out of range";
    internal const string UnitPriceNotANumber = "unit price is not a number";
    internal const string ReturnMarkNotUnderstood = "return mark is not yes or no";
    internal const string DateOrderOpen =
        "date with a zone needs its order of day and month (dmy or mdy)";
    internal const string ArrivalNotUnderstood = "arrival date is not a date";
    internal const string CostNotANumber = "cost or margin is not a number";
    internal const string TaxNotANumber = "tax is not a number";
    internal const string ShippingNotANumber = "shipping is not a number";
    internal const string CurrencyWithoutRate = "currency has no rate";
}

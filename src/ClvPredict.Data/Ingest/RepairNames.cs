namespace ClvPredict.Data.Ingest;

/// <summary>What is repaired or noted on lines that are read, as named in reports.</summary>
internal static class RepairNames
{
    internal const string AmountRounded = "amount rounded to 4 decimals";
    internal const string PositiveReturn = "return written as positive amount";
    internal const string CancelledInvoice = "cancelled invoice number taken as return";
    internal const string ZoneIgnored = "time zone ignored, the day is the one written";
    internal const string TimeConverted = "time converted to the business's time zone";
    internal const string DiscountLeftOut = "discount is not a number, left out";
    internal const string DiscountNegative = "discount written as negative";
    internal const string TaxTakenOff = "tax taken off the amount";
    internal const string ShippingTakenOff = "shipping taken off the amount";
    internal const string CostMissing = "cost is missing, taken as 0";
    internal const string AmountConverted = "amount converted to the base currency";
    internal const string CurrencyMissing = "currency is missing, taken as the base currency";
    internal const string ArrivalMissing = "arrival date is missing, taken as the order date";
    internal const string RepeatKept = "exact repeat of another line, kept";
    internal const string RepeatDropped = "exact repeat of another line, dropped";
    internal const string CustomerMerged = "customer id replaced by its alias";
    internal const string OrderCancelled = "order not carried out (by its status), left out";
    internal const string OutsideDays = "order date outside the days asked for, left out";
    internal const string OtherShard = "customer of another shard, left out";
}

namespace ClvPredict.Data.Ingest;

/// <summary>What is repaired or noted on lines that are used, as named in reports.</summary>
internal static class RepairNames
{
    internal const string AmountRounded = "amount rounded to 4 decimals";
    internal const string PositiveReturn = "return written as positive amount";
    internal const string ZoneIgnored = "time zone ignored, the day is the one written";
    internal const string DiscountLeftOut = "discount is not a number, left out";
    internal const string DiscountNegative = "discount written as negative";
}

namespace ClvPredict.Data.Ingest;

/// <summary>What is counted about lines; named in <see cref="RepairNames"/>, in the order of <see cref="LineCounts"/>.</summary>
internal enum LineNote
{
    AmountRounded,
    PositiveReturn,
    CancelledInvoice,
    ZoneIgnored,
    TimeConverted,
    DiscountLeftOut,
    DiscountNegative,
    TaxTakenOff,
    ShippingTakenOff,
    CostMissing,
    AmountConverted,
    CurrencyMissing,
    ArrivalMissing,
    RepeatKept,
    RepeatDropped,
    CustomerMerged,
    OrderCancelled,
    OutsideDays,
    OtherShard,
}

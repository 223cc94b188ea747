namespace ClvPredict.Data.Ingest;

/// <summary>The numbers of a line as they are kept.</summary>
internal readonly record struct LineMoney(
    long AmountMinor,
    bool IsReturn,
    double Quantity,
    long DiscountMinor,
    long CostMinor
);

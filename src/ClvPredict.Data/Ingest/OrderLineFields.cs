namespace ClvPredict.Data.Ingest;

/// <summary>One order line as its source gives it, before it is judged. Texts are UTF-8 without outer spaces; empty is
/// missing. It is large, so one is filled again for every line.</summary>
internal ref struct OrderLineFields
{
    /// <summary>Codes of the texts in the order of <see cref="LineText"/>, where the source has looked them up among those of
    /// the sink's lines; empty where the texts are to be looked up. That of a customer who
    /// <see cref="OrderLines.CanWait"/> is not used.</summary>
    internal ReadOnlySpan<int> TextCodes { get; set; }
    internal ReadOnlySpan<byte> CustomerId { get; set; }
    internal ReadOnlySpan<byte> OrderId { get; set; }
    internal ReadOnlySpan<byte> ProductId { get; set; }
    internal ReadOnlySpan<byte> Category { get; set; }
    internal ReadOnlySpan<byte> Channel { get; set; }
    internal ReadOnlySpan<byte> Campaign { get; set; }
    internal ReadOnlySpan<byte> Country { get; set; }
    internal ReadOnlySpan<byte> Currency { get; set; }
    internal ReadOnlySpan<byte> ReturnMark { get; set; }
    internal ReadOnlySpan<byte> Status { get; set; }
    internal DateField Date { get; set; }
    internal DateField IngestedAt { get; set; }
    internal NumberField Amount { get; set; }
    internal NumberField Quantity { get; set; }
    internal NumberField UnitPrice { get; set; }
    internal NumberField Discount { get; set; }
    internal NumberField Tax { get; set; }
    internal NumberField Shipping { get; set; }
    internal NumberField Cost { get; set; }
    internal NumberField Margin { get; set; }
}

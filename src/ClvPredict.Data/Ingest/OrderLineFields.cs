namespace ClvPredict.Data.Ingest;

/// <summary>One order line as its source gives it, before it is judged. Texts are UTF-8 without outer spaces; empty is
/// missing.</summary>
internal readonly ref struct OrderLineFields
{
    /// <summary>Codes of the texts in the order of <see cref="LineText"/>, where the source has looked them up among those of
    /// the sink's lines; empty where the texts are to be looked up.</summary>
    internal ReadOnlySpan<int> TextCodes { get; init; }
    internal ReadOnlySpan<byte> CustomerId { get; init; }
    internal ReadOnlySpan<byte> OrderId { get; init; }
    internal ReadOnlySpan<byte> ProductId { get; init; }
    internal ReadOnlySpan<byte> Category { get; init; }
    internal ReadOnlySpan<byte> Channel { get; init; }
    internal ReadOnlySpan<byte> Campaign { get; init; }
    internal ReadOnlySpan<byte> Country { get; init; }
    internal ReadOnlySpan<byte> Currency { get; init; }
    internal ReadOnlySpan<byte> ReturnMark { get; init; }
    internal ReadOnlySpan<byte> Status { get; init; }
    internal DateField Date { get; init; }
    internal DateField IngestedAt { get; init; }
    internal NumberField Amount { get; init; }
    internal NumberField Quantity { get; init; }
    internal NumberField UnitPrice { get; init; }
    internal NumberField Discount { get; init; }
    internal NumberField Tax { get; init; }
    internal NumberField Shipping { get; init; }
    internal NumberField Cost { get; init; }
    internal NumberField Margin { get; init; }
}

namespace ClvPredict.Data.ParquetOrders;

/// <summary>A partition key: the same text in all rows; empty where the partition has none.</summary>
internal sealed class ConstantTextColumn(byte[] text) : TextColumn
{
    protected override void ReadRows(Span<int> places) =>
        places.Fill(text.Length == 0 ? PlaceOfNull : Keep(text));

    protected override void Dispose(bool disposing) { }
}

using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.ParquetOrders;

/// <summary>A column that the file holds as text, UUIDs or bytes.</summary>
internal sealed class BytesTextColumn(ParquetColumnReader reader) : TextColumn
{
    protected override void ReadRows(Span<int> places)
    {
        while (!places.IsEmpty)
        {
            var count = reader.ReadIndexes(places);
            var part = places[..count];
            var values = reader.Values;
            if (values.IsDictionary)
            {
                UseDictionary(values);
            }
            else
            {
                // Such values are there until the next read only.
                foreach (ref var place in part)
                    place = place < 0 ? PlaceOfNull : Keep(values[place]);
            }
            places = places[count..];
        }
    }

    protected override void Dispose(bool disposing) => reader.Dispose();
}

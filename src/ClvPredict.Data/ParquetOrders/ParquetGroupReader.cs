using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.ParquetOrders;

/// <summary>Turns row groups into order lines. For one thread.</summary>
internal sealed class ParquetGroupReader(OrderIngest ingest, OrderLineSink sink)
{
    /// <summary>Reads a row group; every row in it ends as a line or in the rejects.</summary>
    /// <exception cref="OrderDataException">The file is damaged.</exception>
    internal IEnumerable<LineBatch> Read(ParquetGroup group)
    {
        sink.Begin(group.File.Name, group.File.Header.Export);
        using var columns = group.File.OpenColumns(group.RowGroup, ingest);
        var rows = group.File.RowsOf(group.RowGroup);
        for (var first = 0L; first < rows; first += RowSlice.MaxRows)
        {
            var count = (int)Math.Min(rows - first, RowSlice.MaxRows);
            columns.Read(count);
            for (var row = 0; row < count; row++)
                ReadRow(columns, row, group.RowsBefore + first + row + 1);
            if ((first + count) % RowSlice.RowsPerBatch == 0)
                yield return sink.TakeBatch();
        }
        group.Digest = columns.TakeDigest();
        yield return sink.TakeBatch();
    }

    private void ReadRow(OrderColumns columns, int row, long rowNumber)
    {
        var lines = sink.Lines;
        var customer = columns.Text(OrderRole.CustomerId, row);
        ReadOnlySpan<int> codes =
        [
            lines.CanWait(TextKey.Of(customer))
                ? TextVocabulary.None
                : columns.CodeOf(OrderRole.CustomerId, row, lines, LineText.Customer),
            columns.CodeOf(OrderRole.ProductId, row, lines, LineText.Product),
            columns.CodeOf(OrderRole.Category, row, lines, LineText.Category),
            columns.CodeOf(OrderRole.Channel, row, lines, LineText.Channel),
            columns.CodeOf(OrderRole.Campaign, row, lines, LineText.Campaign),
            columns.CodeOf(OrderRole.Country, row, lines, LineText.Country),
        ];
        var fields = new OrderLineFields
        {
            TextCodes = codes,
            CustomerId = customer,
            OrderId = columns.Text(OrderRole.OrderId, row),
            Currency = columns.Text(OrderRole.Currency, row),
            ReturnMark = columns.Text(OrderRole.IsReturn, row),
            Status = columns.Text(OrderRole.Status, row),
            Date = columns.Date(OrderRole.OrderDate, row),
            IngestedAt = columns.Date(OrderRole.IngestedAt, row),
            Quantity = columns.Number(OrderRole.Quantity, row),
            Amount = columns.Number(OrderRole.Amount, row),
            UnitPrice = columns.Number(OrderRole.UnitPrice, row),
            Discount = columns.Number(OrderRole.Discount, row),
            Tax = columns.Number(OrderRole.Tax, row),
            Shipping = columns.Number(OrderRole.Shipping, row),
            Cost = columns.Number(OrderRole.Cost, row),
            Margin = columns.Number(OrderRole.Margin, row),
        };
        // Lines with a date of open order are rendered too: they may be rejected when the input has been read.
        var record = fields.Date.IsOrderOpen ? columns.Render(row) : [];
        var reason = sink.TryAdd(fields, rowNumber, record, out var atFault);
        if (reason is null)
            return;
        record = columns.Render(row);
        sink.Reject(reason, atFault.IsEmpty ? record : atFault, rowNumber, record);
    }
}

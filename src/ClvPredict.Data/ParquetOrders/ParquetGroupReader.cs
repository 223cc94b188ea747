using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.ParquetOrders;

/// <summary>Turns row groups into order lines. For one thread.</summary>
internal sealed class ParquetGroupReader(OrderIngest ingest, OrderLineSink sink)
{
    // Of the present row, by LineText.
    private readonly int[] _codes = new int[LineLayout.TextCount];

    /// <summary>Reads a row group; every row in it ends as a line or in the rejects.</summary>
    /// <exception cref="OrderDataException">The file is damaged.</exception>
    internal IEnumerable<LineBatch> Read(ParquetGroup group)
    {
        // Those of columns that the file lacks stay as they are.
        Array.Fill(_codes, TextVocabulary.None);
        sink.Begin(group.File.Name, group.File.Header.Export);
        using var columns = group.File.OpenColumns(group.RowGroup, ingest);
        var rows = group.File.RowsOf(group.RowGroup);
        for (var first = 0L; first < rows; first += RowSlice.MaxRows)
        {
            var count = (int)Math.Min(rows - first, RowSlice.MaxRows);
            columns.Read(count);
            ReadRows(columns, count, group.RowsBefore + first + 1);
            if ((first + count) % RowSlice.RowsPerBatch == 0)
                yield return sink.TakeBatch();
        }
        group.Digest = columns.TakeDigest();
        yield return sink.TakeBatch();
    }

    private void ReadRows(OrderColumns columns, int count, long firstRowNumber)
    {
        var fields = new OrderLineFields { TextCodes = _codes };
        for (var row = 0; row < count; row++)
        {
            foreach (var role in columns.Roles)
                Read(ref fields, columns, role, row);
            Add(fields, columns, row, firstRowNumber + row);
        }
    }

    // One case a role, however long.
    private void Read(ref OrderLineFields fields, OrderColumns columns, OrderRole role, int row)
    {
        switch (role)
        {
            case OrderRole.CustomerId:
                fields.CustomerId = columns.Text(role, row);
                if (sink.Lines.CanWait(TextKey.Of(fields.CustomerId)))
                    _codes[(int)LineText.Customer] = TextVocabulary.None;
                else
                    LookUp(LineText.Customer, columns, role, row);
                break;
            case OrderRole.ProductId:
                LookUp(LineText.Product, columns, role, row);
                break;
            case OrderRole.Category:
                LookUp(LineText.Category, columns, role, row);
                break;
            case OrderRole.Channel:
                LookUp(LineText.Channel, columns, role, row);
                break;
            case OrderRole.Campaign:
                LookUp(LineText.Campaign, columns, role, row);
                break;
            case OrderRole.Country:
                LookUp(LineText.Country, columns, role, row);
                break;
            case OrderRole.OrderId:
                fields.OrderId = columns.Text(role, row);
                break;
            case OrderRole.Currency:
                fields.Currency = columns.Text(role, row);
                break;
            case OrderRole.IsReturn:
                fields.ReturnMark = columns.Text(role, row);
                break;
            case OrderRole.Status:
                fields.Status = columns.Text(role, row);
                break;
            case OrderRole.OrderDate:
                fields.Date = columns.Date(role, row);
                break;
            case OrderRole.IngestedAt:
                fields.IngestedAt = columns.Date(role, row);
                break;
            case OrderRole.Quantity:
                fields.Quantity = columns.Number(role, row);
                break;
            case OrderRole.Amount:
                fields.Amount = columns.Number(role, row);
                break;
            case OrderRole.UnitPrice:
                fields.UnitPrice = columns.Number(role, row);
                break;
            case OrderRole.Discount:
                fields.Discount = columns.Number(role, row);
                break;
            case OrderRole.Tax:
                fields.Tax = columns.Number(role, row);
                break;
            case OrderRole.Shipping:
                fields.Shipping = columns.Number(role, row);
                break;
            case OrderRole.Cost:
                fields.Cost = columns.Number(role, row);
                break;
            case OrderRole.Margin:
                fields.Margin = columns.Number(role, row);
                break;
        }
    }

    private void LookUp(LineText text, OrderColumns columns, OrderRole role, int row) =>
        _codes[(int)text] = columns.CodeOf(role, row, sink.Lines, text);

    private void Add(
        scoped in OrderLineFields fields,
        OrderColumns columns,
        int row,
        long rowNumber
    )
    {
        // Lines with a date of open order are rendered too: they may be rejected when the input has been read.
        var record = fields.Date.IsOrderOpen ? columns.Render(row) : [];
        var reason = sink.TryAdd(fields, rowNumber, record, out var atFault);
        if (reason is null)
            return;
        record = columns.Render(row);
        sink.Reject(reason, atFault.IsEmpty ? record : atFault, rowNumber, record);
    }
}

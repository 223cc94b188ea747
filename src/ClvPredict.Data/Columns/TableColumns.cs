namespace ClvPredict.Data.Columns;

/// <summary>The columns of order tables by <see cref="LineField"/>.</summary>
internal static class TableColumns
{
    /// <summary>A table's columns in blocks of lines.</summary>
    internal static LineBlocks BlocksOf(OrderTable table)
    {
        var columns = Of(table);
        var blocks = new LineBlock[columns[0].Length];
        for (var b = 0; b < blocks.Length; b++)
            blocks[b] = new LineBlock(
                Array.ConvertAll(columns, column => column.Length == 0 ? null : column[b])
            );
        return new LineBlocks(blocks);
    }

    /// <summary>The table with other columns.</summary>
    internal static OrderTable Replace(OrderTable table, ColumnPiece[][] columns) =>
        table with
        {
            Customer = new(columns[(int)LineField.Customer]),
            Day = new(columns[(int)LineField.Day]),
            SecondOfDay = new(columns[(int)LineField.SecondOfDay]),
            Order = new(columns[(int)LineField.Order]),
            Product = new(columns[(int)LineField.Product]),
            AmountMinor = new(columns[(int)LineField.Amount]),
            IsReturn = new(columns[(int)LineField.IsReturn]),
            Category = new(columns[(int)LineField.Category]),
            Channel = new(columns[(int)LineField.Channel]),
            Campaign = new(columns[(int)LineField.Campaign]),
            Country = new(columns[(int)LineField.Country]),
            Quantity = new(columns[(int)LineField.Quantity]),
            DiscountMinor = new(columns[(int)LineField.Discount]),
            CostMinor = new(columns[(int)LineField.Cost]),
            ArrivalDay = new(columns[(int)LineField.Arrival]),
        };

    private static ColumnPiece[][] Of(OrderTable table)
    {
        var columns = new ColumnPiece[LineBlock.FieldCount][];
        columns[(int)LineField.Customer] = [.. table.Customer.Pieces];
        columns[(int)LineField.Day] = [.. table.Day.Pieces];
        columns[(int)LineField.SecondOfDay] = [.. table.SecondOfDay.Pieces];
        columns[(int)LineField.Order] = [.. table.Order.Pieces];
        columns[(int)LineField.Product] = [.. table.Product.Pieces];
        columns[(int)LineField.Amount] = [.. table.AmountMinor.Pieces];
        columns[(int)LineField.IsReturn] = [.. table.IsReturn.Pieces];
        columns[(int)LineField.Category] = [.. table.Category.Pieces];
        columns[(int)LineField.Channel] = [.. table.Channel.Pieces];
        columns[(int)LineField.Campaign] = [.. table.Campaign.Pieces];
        columns[(int)LineField.Country] = [.. table.Country.Pieces];
        columns[(int)LineField.Quantity] = [.. table.Quantity.Pieces];
        columns[(int)LineField.Discount] = [.. table.DiscountMinor.Pieces];
        columns[(int)LineField.Cost] = [.. table.CostMinor.Pieces];
        columns[(int)LineField.Arrival] = [.. table.ArrivalDay.Pieces];
        return columns;
    }
}

namespace ClvPredict.Data.Ingest;

/// <summary>Order lines while they are read. Lines without a customer are among them until <see cref="ToTable"/>.</summary>
internal sealed class OrderLines
{
    internal OrderLines(OrderHeader header)
    {
        Order = For(OrderRole.OrderId);
        Product = For(OrderRole.ProductId);
        Category = For(OrderRole.Category);
        Channel = For(OrderRole.Channel);
        Country = For(OrderRole.Country);
        Quantity = header.Has(OrderRole.Quantity) ? new Column<double>() : null;
        Discount = header.Has(OrderRole.Discount) ? new Column<long>() : null;
        TextColumn? For(OrderRole role) => header.Has(role) ? new TextColumn() : null;
    }

    internal TextColumn Customer { get; } = new();
    internal Column<int> Day { get; } = new();
    internal Column<int> SecondOfDay { get; } = new();
    internal Column<long> AmountMinor { get; } = new();
    internal Column<bool> IsReturn { get; } = new();
    internal TextColumn? Order { get; }
    internal TextColumn? Product { get; }
    internal TextColumn? Category { get; }
    internal TextColumn? Channel { get; }
    internal TextColumn? Country { get; }
    internal Column<double>? Quantity { get; }
    internal Column<long>? Discount { get; }

    /// <summary>Lines so far.</summary>
    internal int Count => Day.Count;

    /// <summary>The lines that are kept, as a table. Empties the columns one by one.</summary>
    internal OrderTable ToTable(KeptLines kept)
    {
        var table = new OrderTable
        {
            Customer = Customer.Take(kept, out var customers),
            CustomerIds = customers,
            Day = Day.Take(kept),
            SecondOfDay = SecondOfDay.Take(kept),
            AmountMinor = AmountMinor.Take(kept),
            IsReturn = IsReturn.Take(kept),
            Quantity = Quantity?.Take(kept) ?? [],
            DiscountMinor = Discount?.Take(kept) ?? [],
        };
        if (Order is not null)
            table = table with { Order = Order.Take(kept, out var texts), OrderIds = texts };
        if (Product is not null)
            table = table with { Product = Product.Take(kept, out var texts), Products = texts };
        if (Category is not null)
            table = table with
            {
                Category = Category.Take(kept, out var texts),
                Categories = texts,
            };
        if (Channel is not null)
            table = table with { Channel = Channel.Take(kept, out var texts), Channels = texts };
        if (Country is not null)
            table = table with { Country = Country.Take(kept, out var texts), Countries = texts };
        return table;
    }
}

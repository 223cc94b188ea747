namespace ClvPredict.Data.Ingest;

/// <summary>The exports of shop systems that are recognised by their header.</summary>
internal static class KnownExports
{
    private static readonly OrderExport[] s_all =
    [
        new("uci-online-retail")
        {
            Marks = ["InvoiceNo|Invoice", "StockCode", "InvoiceDate", "UnitPrice|Price"],
            HasCancelledInvoices = true,
        },
        new("shopify")
        {
            Marks =
            [
                "Name",
                "Email",
                "Created at",
                "Subtotal",
                "Lineitem quantity",
                "Lineitem price",
            ],
            Columns =
            [
                (OrderRole.CustomerId, "Email"),
                (OrderRole.OrderId, "Name"),
                (OrderRole.OrderDate, "Created at"),
                (OrderRole.Amount, "Subtotal"),
                (OrderRole.Quantity, "Lineitem quantity"),
                (OrderRole.ProductId, "Lineitem sku"),
                (OrderRole.Currency, "Currency"),
                (OrderRole.Country, "Shipping Country"),
            ],
            AmountIsPerOrder = true,
        },
        new("woocommerce")
        {
            Marks = ["Order #", "Date", "Customer", "Customer type", "Net Sales|N. Revenue"],
            Columns =
            [
                (OrderRole.CustomerId, "Customer"),
                (OrderRole.OrderId, "Order #"),
                (OrderRole.OrderDate, "Date"),
                (OrderRole.Amount, "Net Sales|N. Revenue"),
                (OrderRole.Quantity, "Items sold"),
                (OrderRole.Channel, "Attribution"),
                (OrderRole.Status, "Status"),
            ],
            StatusesLeftOut = ["cancelled", "failed", "pending", "checkout-draft", "trash"],
        },
        new("magento")
        {
            Marks = ["ID", "Purchase Point", "Purchase Date", "Grand Total (Base)"],
            Columns =
            [
                (OrderRole.CustomerId, "Customer Email"),
                (OrderRole.OrderId, "ID"),
                (OrderRole.OrderDate, "Purchase Date"),
                (OrderRole.Amount, "Grand Total (Base)"),
                (OrderRole.Channel, "Purchase Point"),
                (OrderRole.Shipping, "Shipping and Handling"),
                (OrderRole.Status, "Status"),
            ],
            StatusesLeftOut = ["canceled", "pending payment", "suspected fraud"],
        },
        new("olist")
        {
            Marks = ["customer_unique_id", "order_id", "order_purchase_timestamp"],
            Columns =
            [
                (OrderRole.CustomerId, "customer_unique_id"),
                (OrderRole.OrderId, "order_id"),
                (OrderRole.OrderDate, "order_purchase_timestamp"),
                (OrderRole.Amount, "price|payment_value"),
                (OrderRole.ProductId, "product_id"),
                (OrderRole.Category, "product_category_name_english|product_category_name"),
                (OrderRole.Shipping, "freight_value"),
                (OrderRole.Status, "order_status"),
            ],
            StatusesLeftOut = ["canceled", "unavailable"],
        },
        new("lazada")
        {
            Marks = ["orderItemId", "orderNumber", "createTime", "paidPrice"],
            Columns =
            [
                (OrderRole.CustomerId, "customerName"),
                (OrderRole.OrderId, "orderNumber"),
                (OrderRole.OrderDate, "createTime"),
                (OrderRole.Amount, "paidPrice"),
                (OrderRole.ProductId, "sellerSku"),
                (OrderRole.Status, "status"),
            ],
            StatusesLeftOut = ["canceled", "failed", "unpaid"],
        },
        new("shopee")
        {
            Marks =
            [
                "Order ID",
                "Order Creation Date",
                "Username (Buyer)",
                "Deal Price",
                "Quantity",
            ],
            Columns =
            [
                (OrderRole.CustomerId, "Username (Buyer)"),
                (OrderRole.OrderId, "Order ID"),
                (OrderRole.OrderDate, "Order Creation Date"),
                (OrderRole.Amount, "Product Subtotal"),
                (OrderRole.Quantity, "Quantity"),
                (OrderRole.UnitPrice, "Deal Price"),
                (OrderRole.ProductId, "SKU Reference No."),
                (OrderRole.Status, "Order Status"),
            ],
            StatusesLeftOut = ["cancelled", "unpaid"],
        },
    ];

    /// <summary>The export with this header; the generic one when it is none that is known.</summary>
    internal static OrderExport Find(string[] header) =>
        Array.Find(s_all, e => Array.TrueForAll(e.Marks, mark => IndexOf(header, mark) >= 0))
        ?? OrderExport.Generic;

    /// <summary>Where the first of some columns (joined by a bar) is in a header; -1 when none of them is there.</summary>
    internal static int IndexOf(string[] header, string columns)
    {
        foreach (var column in columns.Split('|'))
        {
            var folded = OrderRoles.Fold(column);
            var index = Array.FindIndex(
                header,
                name => string.Equals(OrderRoles.Fold(name), folded, StringComparison.Ordinal)
            );
            if (index >= 0)
                return index;
        }
        return -1;
    }
}

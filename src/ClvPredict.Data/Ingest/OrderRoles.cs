namespace ClvPredict.Data.Ingest;

/// <summary>The names under which columns of order logs are known. A name is compared without case, spaces, underscores and
/// dashes. The first name of a role is its own and wins over the others; two columns with other names of one role are
/// ambiguous.</summary>
internal static class OrderRoles
{
    /// <summary>Names by role, in the order of <see cref="OrderRole"/>, the role's own name first.</summary>
    private static readonly string[][] s_names =
    [
        (
            "customer_id customer customer_no customer_number customer_code customer_key cust_id "
            + "cust client_id client user_id user buyer_id buyer household_id household_key "
            + "member_id account_id shopper_id visitor_id customer_unique_id"
        ).Split(' '),
        (
            "order_date invoice_date date order_timestamp order_datetime order_time ordered_at "
            + "created_at purchase_date purchased_at purchase_timestamp order_purchase_timestamp "
            + "transaction_date transaction_timestamp transaction_time sale_date timestamp datetime "
            + "day"
        ).Split(' '),
        (
            "order_id invoice_no invoice invoice_id invoice_number order order_no order_number "
            + "basket_id basket transaction_id transaction receipt receipt_id receipt_no ticket_id"
        ).Split(' '),
        (
            "amount total sales sale revenue value line_total line_amount net_amount spend "
            + "sales_value total_amount total_price order_value order_total order_amount "
            + "payment_value"
        ).Split(' '),
        "quantity qty units item_quantity count number_of_items".Split(' '),
        "unit_price price item_price price_per_unit product_price".Split(' '),
        "product_id stock_code sku product product_code item_id item article_id upc".Split(' '),
        "category department product_category category_name product_category_name dept".Split(' '),
        "channel source sales_channel acquisition_channel traffic_source utm_source".Split(' '),
        "country country_code customer_country ship_country shipping_country billing_country".Split(
            ' '
        ),
        "discount discount_amount coupon_discount discount_value".Split(' '),
        "is_return returned refund is_refund is_refunded is_returned".Split(' '),
        "currency currency_code".Split(' '),
        "campaign utm_campaign campaign_id campaign_name".Split(' '),
        "tax taxes tax_amount vat vat_amount".Split(' '),
        "shipping shipping_amount shipping_cost freight freight_value".Split(' '),
        "cost line_cost cost_amount cogs".Split(' '),
        "margin profit gross_profit margin_amount".Split(' '),
        "ingested_at loaded_at arrived_at received_at".Split(' '),
        "status order_status".Split(' '),
    ];

    /// <summary>Role by folded name; every name belongs to one role.</summary>
    private static readonly Dictionary<string, OrderRole> s_roles = Index();

    /// <summary>Number of roles.</summary>
    internal static int Count => s_names.Length;

    /// <summary>The roles' own names, for messages.</summary>
    internal static string AllNames => string.Join(", ", s_names.Select(names => names[0]));

    /// <summary>The role's own name.</summary>
    internal static string NameOf(OrderRole role) => s_names[(int)role][0];

    /// <summary>The other names of a role.</summary>
    internal static IEnumerable<string> SynonymsOf(OrderRole role) => s_names[(int)role].Skip(1);

    /// <summary>Some usual names of a role, for messages.</summary>
    internal static string ExamplesOf(OrderRole role) =>
        string.Join(", ", s_names[(int)role].Take(6));

    /// <summary>The role that goes by a name; null when none does.</summary>
    internal static OrderRole? Find(string name) =>
        s_roles.TryGetValue(Fold(name), out var role) ? role : null;

    /// <summary>Whether a column's name is the role's own and no synonym.</summary>
    internal static bool IsOwnName(OrderRole role, string name) =>
        string.Equals(Fold(name), Fold(NameOf(role)), StringComparison.Ordinal);

    /// <summary>A name without case, spaces, underscores and dashes.</summary>
    internal static string Fold(string name) =>
        string.Concat(name.Where(c => c is not (' ' or '_' or '-'))).ToLowerInvariant();

    private static Dictionary<string, OrderRole> Index()
    {
        var roles = new Dictionary<string, OrderRole>(StringComparer.Ordinal);
        for (var role = 0; role < s_names.Length; role++)
        {
            foreach (var name in s_names[role])
                roles.Add(Fold(name), (OrderRole)role);
        }
        return roles;
    }
}

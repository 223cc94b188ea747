namespace ClvPredict.Data.Ingest;

/// <summary>An export of a known shop system: how to tell it, and what its columns mean.</summary>
internal sealed record OrderExport(string Name)
{
    /// <summary>Any other source.</summary>
    internal static OrderExport Generic { get; } = new(GenericName);

    internal const string GenericName = "generic";

    /// <summary>Columns that together give it away; of names joined by a bar one is enough.</summary>
    internal string[] Marks { get; init; } = [];

    /// <summary>Role → column, or several joined by a bar of which the first present is taken.</summary>
    internal (OrderRole Role, string Columns)[] Columns { get; init; } = [];

    /// <summary>Whether an order id of C and digits marks a return.</summary>
    internal bool HasCancelledInvoices { get; init; }

    /// <summary>Whether the order's amount stands on the first of its lines only; the others are worth nothing.</summary>
    internal bool AmountIsPerOrder { get; init; }

    /// <summary>Values of the status that mean that an order was not carried out.</summary>
    internal string[] StatusesLeftOut { get; init; } = [];

    /// <summary>Whether an order with this status was not carried out.</summary>
    internal bool LeavesOut(ReadOnlySpan<byte> status)
    {
        if (status.IsEmpty)
            return false;
        foreach (var word in StatusesLeftOut)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(status, word))
                return true;
        }
        return false;
    }
}

namespace ClvPredict.Decisions.Economics;

/// <summary>The company's figures of one fiscal period. Retention compares with the period before; NaN where there is none or
/// either is not complete. Revenue changes exactly: <see cref="NetRevenue"/> of the customers of the period before is theirs then
/// - <see cref="ChurnedRevenue"/> - <see cref="ContractedRevenue"/> + <see cref="ExpandedRevenue"/>.</summary>
public sealed record PeriodKpis
{
    /// <summary>Such as FY2024, FY2024-H1, FY2024-Q1 or 2024-01; a fiscal year is named after the calendar year in which it ends.</summary>
    public required string Period { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Day after the last.</summary>
    public required DateOnly End { get; init; }

    /// <summary>Whether the orders cover the whole period.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Sum of all lines: purchases less returns.</summary>
    public required double NetRevenue { get; init; }

    /// <summary>Sum of the return lines, not positive.</summary>
    public required double Returns { get; init; }

    /// <summary>Net revenue x margin.</summary>
    public required double Profit { get; init; }

    /// <summary>Purchase days of all customers.</summary>
    public required long Orders { get; init; }

    /// <summary>Customers with a purchase.</summary>
    public required int ActiveCustomers { get; init; }

    /// <summary>Customers with their first purchase.</summary>
    public required int NewCustomers { get; init; }

    /// <summary>Average order value: purchases before returns over orders; NaN without orders.</summary>
    public required double AverageOrderValue { get; init; }

    /// <summary>Orders of an active customer; NaN without any.</summary>
    public required double PurchaseFrequency { get; init; }

    /// <summary>Share of the active customers with two or more orders until the end of the period; NaN without any.</summary>
    public required double RepeatShare { get; init; }

    /// <summary>Share of the customers active in the period before who are active in this one.</summary>
    public required double RetentionRate { get; init; }

    /// <summary>Net revenue retention: net revenue of those customers over theirs in the period before.</summary>
    public required double NetRevenueRetention { get; init; }

    /// <summary>Net revenue of the period before lost with customers who did not come back.</summary>
    public required double ChurnedRevenue { get; init; }

    /// <summary>Net revenue lost with customers who came back and bought less.</summary>
    public required double ContractedRevenue { get; init; }

    /// <summary>Net revenue gained with customers who came back and bought more.</summary>
    public required double ExpandedRevenue { get; init; }

    /// <summary>Whether expansion outran churn and contraction; null where they are not known.</summary>
    public bool? ExpansionOutrunsChurn =>
        double.IsNaN(ExpandedRevenue) ? null : ExpandedRevenue > ChurnedRevenue + ContractedRevenue;
}

namespace ClvPredict.Service.Customers;

/// <summary>Which customers to show, in which order. What is null or empty does not filter.</summary>
public sealed record CustomerQuery
{
    /// <summary>Most customers a page.</summary>
    public const int MaxPageSize = 1000;

    /// <summary>A value tier: top, middle or base.</summary>
    public string? Tier { get; init; }

    /// <summary>A lifecycle stage, such as at_risk.</summary>
    public string? Lifecycle { get; init; }

    /// <summary>An RFM segment, such as champions, or a segment of docs/segments.md, such as big_spender. Where both have the name
    /// the RFM segment is meant.</summary>
    public string? Segment { get; init; }

    /// <summary>Text that the id contains; case does not matter.</summary>
    public string? Text { get; init; }

    /// <summary>What to sort by; equals in the order of the ids.</summary>
    public CustomerSort Sort { get; init; } = CustomerSort.PredictedClv;

    /// <summary>Whether the largest come first.</summary>
    public bool IsDescending { get; init; } = true;

    /// <summary>Number of the page, from 1 on.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Customers a page, 1 to <see cref="MaxPageSize"/>.</summary>
    public int PageSize { get; init; } = 50;

    internal bool HasFilter =>
        !string.IsNullOrEmpty(Tier)
        || !string.IsNullOrEmpty(Lifecycle)
        || !string.IsNullOrEmpty(Segment)
        || !string.IsNullOrEmpty(Text);
}

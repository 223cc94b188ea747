using System.Collections.Immutable;

namespace ClvPredict.Service.Customers;

/// <summary>One page of the customers found.</summary>
/// <param name="Total">Customers found in all.</param>
/// <param name="Page">Number of the page, from 1 on.</param>
/// <param name="PageSize">Customers a page.</param>
/// <param name="Rows">Places of the page's customers among all; empty beyond the last page.</param>
public sealed record CustomerPage(int Total, int Page, int PageSize, ImmutableArray<int> Rows)
{
    /// <summary>Number of pages; at least 1.</summary>
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

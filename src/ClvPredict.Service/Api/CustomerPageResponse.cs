using System.Collections.Immutable;
using ClvPredict.Scoring;

namespace ClvPredict.Service.Api;

/// <summary>One page of customers; money in the currency of the orders.</summary>
/// <param name="AsOf">The first day not observed.</param>
/// <param name="Horizon">How far ahead is predicted, such as 180d.</param>
/// <param name="Currency">Currency of all money; empty when not stated.</param>
/// <param name="Total">Customers found in all.</param>
/// <param name="Page">Number of this page, from 1 on.</param>
/// <param name="Pages">Number of pages.</param>
/// <param name="Customers">The page's customers.</param>
internal sealed record CustomerPageResponse(
    DateOnly AsOf,
    string Horizon,
    string Currency,
    int Total,
    int Page,
    int Pages,
    ImmutableArray<CustomerScore> Customers
);

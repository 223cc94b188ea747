using System.Collections.Immutable;
using ClvPredict.Data;

namespace ClvPredict.Features.Contracts;

/// <summary>A text column of the order lines whose first entry is a fact about a customer's first order.</summary>
/// <param name="Name">Name of the feature.</param>
/// <param name="Codes">Per line: index into the texts, -1 where missing; empty where the log has no such column.</param>
/// <param name="Texts">Distinct texts.</param>
internal sealed record OrderTexts(string Name, LineColumn<int> Codes, ImmutableArray<string> Texts)
{
    /// <summary>The columns of a table of order lines.</summary>
    public static ImmutableArray<OrderTexts> Of(OrderTable lines) =>
        [
            new("first_channel", lines.Channel, lines.Channels),
            new("first_category", lines.Category, lines.Categories),
            new("first_country", lines.Country, lines.Countries),
            new("first_campaign", lines.Campaign, lines.Campaigns),
        ];

    /// <summary>The code of the first purchase line of [start, end) that has one and lies before a day; -1 without.</summary>
    public int FirstCode(OrderTable lines, int start, int end, int beforeDay)
    {
        if (Codes.IsEmpty)
            return -1;
        for (var i = start; i < end && lines.Day[i] < beforeDay; i++)
        {
            if (!lines.IsReturn[i] && Codes[i] >= 0)
                return Codes[i];
        }
        return -1;
    }
}

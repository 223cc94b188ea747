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
            new(Names[0], lines.Channel, lines.Channels),
            new(Names[1], lines.Category, lines.Categories),
            new(Names[2], lines.Country, lines.Countries),
            new(Names[3], lines.Campaign, lines.Campaigns),
        ];

    /// <summary>Names of the features, in order.</summary>
    public static ImmutableArray<string> Names { get; } =
    ["first_channel", "first_category", "first_country", "first_campaign"];

    /// <summary>Per text: customers of whom it is the first one before a day.</summary>
    public int[] CustomersPerText(CustomerHistories histories, int beforeDay)
    {
        var customers = new int[Codes.IsEmpty ? 0 : Texts.Length];
        for (var c = 0; c < histories.CustomerCount && customers.Length > 0; c++)
        {
            var code = FirstCode(
                histories.Lines,
                histories.Offsets[c],
                histories.Offsets[c + 1],
                beforeDay
            );
            if (code >= 0)
                customers[code]++;
        }
        return customers;
    }

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

using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Decisions.Purchases;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Segments;

/// <summary>How many customers have each value of an aspect.</summary>
/// <param name="Name">The aspect.</param>
/// <param name="IsBought">Whether a customer can have several values, as of products; otherwise at most one.</param>
/// <param name="Values">The values.</param>
/// <param name="InGroup">Per value: customers of the group.</param>
/// <param name="InOthers">Per value: other customers.</param>
internal sealed record ProfileCounts(
    string Name,
    bool IsBought,
    ImmutableArray<string> Values,
    int[] InGroup,
    int[] InOthers
)
{
    /// <summary>The aspects that the orders have.</summary>
    public static ImmutableArray<ProfileCounts> Of(
        CustomerHistories histories,
        CustomerScores scores,
        bool[] members
    )
    {
        var lines = histories.Lines;
        (
            string Name,
            bool IsBought,
            LineColumn<int> Codes,
            ImmutableArray<string> Values
        )[] columns =
        [
            ("product", true, lines.Product, lines.Products),
            ("category", true, lines.Category, lines.Categories),
            ("first_product", false, lines.Product, lines.Products),
            ("first_category", false, lines.Category, lines.Categories),
            ("first_channel", false, lines.Channel, lines.Channels),
            ("first_campaign", false, lines.Campaign, lines.Campaigns),
            ("first_country", false, lines.Country, lines.Countries),
        ];
        return
        [
            .. columns
                .Where(c => !c.Codes.IsEmpty && c.Values.Length > 0)
                .Select(c =>
                    Count(histories, scores, members, c.Name, c.IsBought, c.Codes, c.Values)
                ),
        ];
    }

    private static ProfileCounts Count(
        CustomerHistories histories,
        CustomerScores scores,
        bool[] members,
        string name,
        bool isBought,
        LineColumn<int> codes,
        ImmutableArray<string> values
    )
    {
        var (inGroup, inOthers) = (new int[values.Length], new int[values.Length]);
        // The row that last counted a value, so that each counts once a customer.
        var counted = new int[values.Length];
        var facts = scores.Predictions.Inputs.Features.Facts;
        for (var row = 0; row < facts.Length; row++)
        {
            var counts = members[row] ? inGroup : inOthers;
            if (isBought)
                AddAll(
                    histories,
                    facts[row].Customer,
                    scores.AsOf,
                    codes,
                    counts,
                    counted,
                    row + 1
                );
            else if (FirstPurchase.Code(histories, facts[row], codes) is >= 0 and var code)
                counts[code]++;
        }
        return new ProfileCounts(name, isBought, values, inGroup, inOthers);
    }

    private static void AddAll(
        CustomerHistories histories,
        int customer,
        DateOnly asOf,
        LineColumn<int> codes,
        int[] counts,
        int[] counted,
        int mark
    )
    {
        var lines = histories.Lines;
        for (
            var line = histories.Offsets[customer];
            line < histories.Offsets[customer + 1] && lines.Day[line] < asOf.DayNumber;
            line++
        )
        {
            if (lines.IsReturn[line] || codes[line] < 0 || counted[codes[line]] == mark)
                continue;
            counted[codes[line]] = mark;
            counts[codes[line]]++;
        }
    }
}

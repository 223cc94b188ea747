using ClvPredict.Scoring.Targeting;

namespace ClvPredict.Scoring.Parts;

/// <summary>The places of all customers among each other: ranks, tiers, RFM scores and the retention list.</summary>
/// <param name="ValueRanks">Per row: rank by predicted CLV, 1 for the highest.</param>
/// <param name="Tiers">Where tiers end.</param>
/// <param name="Rfm">Where RFM scores begin.</param>
/// <param name="MedianOrderValue">Mean order value of the median customer; NaN without any.</param>
/// <param name="List">The retention list.</param>
internal sealed record ScorePlaces(
    int[] ValueRanks,
    TierPlaces Tiers,
    RfmScores Rfm,
    double MedianOrderValue,
    ContactList List
)
{
    /// <summary>The whole score of the customer of a row.</summary>
    public CustomerScore Of(OwnScore own, int row)
    {
        var rank = ValueRanks[row];
        var rfm = Rfm.Of(own.DaysSinceLastOrder, own.RepeatOrders, own.SpendTotal);
        var contact = List.Of(row);
        return own.Unplaced() with
        {
            ValueRank = rank,
            ValuePercentile = 100.0 * (ValueRanks.Length - rank + 1) / ValueRanks.Length,
            ValueTier = Tiers.Of(rank),
            Rfm = rfm,
            Segment = RfmScores.Segment(rfm),
            RetentionTarget = List.Ranks[row] > 0,
            TargetRank = List.Ranks[row] > 0 ? List.Ranks[row] : null,
            ExpectedProfitOfContact = contact.Profit,
            ExpectedCostOfContact = contact.Cost,
            MaxOfferCost = contact.MaxOfferCost,
            Campaign = List.Chosen[row] >= 0 ? List.Economics.Campaigns[List.Chosen[row]].Name : "",
            Reasons = ScoreReasons.Among(own.Reasons, own.MeanOrderValue, MedianOrderValue),
        };
    }

    /// <summary>Ranks of predictions: 1 is the highest; equal ones are ranked in the order of the rows, that is of the ids.</summary>
    public static int[] Rank(ReadOnlySpan<float> predicted)
    {
        // The upper half sorts as the prediction does, highest first, and the lower one is the row.
        var keys = new ulong[predicted.Length];
        for (var row = 0; row < keys.Length; row++)
            keys[row] = ((ulong)~Ascending(predicted[row]) << 32) | (uint)row;
        Array.Sort(keys);
        var ranks = new int[keys.Length];
        for (var position = 0; position < keys.Length; position++)
            ranks[(int)(uint)keys[position]] = position + 1;
        return ranks;
    }

    // Bits that sort as whole numbers do as the values sort as floats; the two zeros are equal, NaN is least.
    private static uint Ascending(float value)
    {
        if (float.IsNaN(value))
            return 0;
        var bits = BitConverter.SingleToUInt32Bits(value == 0 ? 0 : value);
        return (bits & 0x8000_0000) == 0 ? bits | 0x8000_0000 : ~bits;
    }
}

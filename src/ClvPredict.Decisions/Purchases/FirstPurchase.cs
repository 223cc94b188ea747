using ClvPredict.Data;
using ClvPredict.Features;

namespace ClvPredict.Decisions.Purchases;

/// <summary>What the first purchase of a customer says of where the customer came from.</summary>
internal static class FirstPurchase
{
    /// <summary>Code of the line with the largest amount on the first purchase day, of those that have a code; the first line of
    /// equals; -1 when none has one, or there is no purchase.</summary>
    /// <param name="seen">The orders.</param>
    /// <param name="facts">The customer.</param>
    /// <param name="codes">The column, such as the channel.</param>
    public static int Code(CustomerHistories seen, in CustomerFacts facts, LineColumn<int> codes)
    {
        var lines = seen.Lines;
        var (code, largest) = (-1, long.MinValue);
        if (facts.PurchaseDays == 0)
            return code;
        for (var i = seen.Offsets[facts.Customer]; i < seen.Offsets[facts.Customer + 1]; i++)
        {
            if (lines.Day[i] > facts.FirstDay)
                break;
            if (lines.Day[i] < facts.FirstDay || lines.IsReturn[i] || codes[i] < 0)
                continue;
            if (lines.AmountMinor[i] > largest)
                (code, largest) = (codes[i], lines.AmountMinor[i]);
        }
        return code;
    }
}

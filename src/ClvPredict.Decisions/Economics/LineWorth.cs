using ClvPredict.Data;
using ClvPredict.Features;

namespace ClvPredict.Decisions.Economics;

/// <summary>What order lines are worth to a model: their amounts, or 1 a purchase day.</summary>
internal static class LineWorth
{
    /// <summary>The histories with amounts as the model counts them. Where every purchase day is worth 1, its first purchase line
    /// holds that, and all other lines hold nothing.</summary>
    public static CustomerHistories Of(
        CustomerHistories histories,
        ValueBasis basis,
        CancellationToken cancellationToken
    )
    {
        if (basis == ValueBasis.Money)
            return histories;
        var lines = histories.Lines;
        var worth = new long[lines.LineCount];
        for (var customer = 0; customer < histories.CustomerCount; customer++)
        {
            var lastDay = -1;
            for (var i = histories.Offsets[customer]; i < histories.Offsets[customer + 1]; i++)
            {
                if (lines.IsReturn[i] || lines.Day[i] == lastDay)
                    continue;
                worth[i] = Money.MinorPerUnit;
                lastDay = lines.Day[i];
            }
        }
        return CustomerHistories.Build(
            lines with
            {
                AmountMinor = LineColumn.Create<long>(worth),
            },
            cancellationToken
        );
    }
}

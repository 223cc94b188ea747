using System.Collections.Immutable;

namespace ClvPredict.Data.Ingest;

/// <summary>Lines counted by what was repaired or noted on them.</summary>
internal sealed class LineCounts
{
    private static readonly string[] s_names =
    [
        RepairNames.AmountRounded,
        RepairNames.PositiveReturn,
        RepairNames.CancelledInvoice,
        RepairNames.ZoneIgnored,
        RepairNames.TimeConverted,
        RepairNames.DiscountLeftOut,
        RepairNames.DiscountNegative,
        RepairNames.TaxTakenOff,
        RepairNames.ShippingTakenOff,
        RepairNames.CostMissing,
        RepairNames.AmountConverted,
        RepairNames.CurrencyMissing,
        RepairNames.ArrivalMissing,
        RepairNames.RepeatKept,
        RepairNames.RepeatDropped,
        RepairNames.CustomerMerged,
        RepairNames.OrderCancelled,
        RepairNames.OutsideDays,
        RepairNames.OtherShard,
    ];

    private readonly long[] _counts = new long[s_names.Length];

    internal long this[LineNote note] => _counts[(int)note];

    internal void Add(LineNote note, long count = 1) => _counts[(int)note] += count;

    internal void Add(LineCounts other)
    {
        for (var i = 0; i < _counts.Length; i++)
            _counts[i] += other._counts[i];
    }

    internal void Clear() => Array.Clear(_counts);

    /// <summary>The counts that are not zero, by name.</summary>
    internal ImmutableSortedDictionary<string, long> Describe()
    {
        var counts = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] > 0)
                counts.Add(s_names[i], _counts[i]);
        }
        return counts.ToImmutable();
    }
}

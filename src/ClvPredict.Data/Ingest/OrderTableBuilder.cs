using System.Collections.Immutable;
using ClvPredict.Data.Columns;

namespace ClvPredict.Data.Ingest;

/// <summary>Makes the sorted table out of the lines that the threads have read, which it uses up.</summary>
internal sealed class OrderTableBuilder
{
    private const int CustomersPerPiece = 1 << 12;

    // Of fewer lines what reading leaves behind does not matter.
    private const int LinesWorthCollecting = 1 << 20;

    private readonly IReadOnlyList<OrderLines> _parts;
    private readonly BytePool _pool;
    private readonly bool _collects;
    private readonly ParallelOptions _parallel;

    internal OrderTableBuilder(
        IReadOnlyList<OrderLines> parts,
        BytePool pool,
        int threads,
        CancellationToken ct,
        bool collects = true
    )
    {
        _collects = collects;
        _parts = parts;
        _pool = pool;
        _parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads,
            CancellationToken = ct,
        };
    }

    /// <summary>Lines that other customers than they say are given.</summary>
    internal long LinesOfAliases { get; private set; }

    /// <summary>Lines that repeat another one in every column.</summary>
    internal long Repeats { get; private set; }

    /// <summary>Sum of the repeats.</summary>
    internal LedgerSum RepeatSum { get; private set; }

    /// <summary>Sorts the lines of customers and makes a table of them; at least one line must be there.</summary>
    internal OrderTable Build(CustomerAliases? aliases, RepeatPolicy repeats)
    {
        var merge = new TextMerge(_parts, _pool, _parallel);
        var texts = new ImmutableArray<string>[LineLayout.TextCount];
        for (var column = LineText.Customer; column <= LineText.Country; column++)
        {
            var ofCustomers = column == LineText.Customer ? aliases : null;
            texts[(int)column] = merge.Apply(column, ofCustomers, out var replaced);
            LinesOfAliases += replaced;
        }
        var lines = new LineBlocks([.. _parts.SelectMany(part => part.Blocks)]);
        // Sorting is when most memory is in use. What reading has left behind, above all the lists of texts, would be there
        // still: the collector has no reason yet to look for it.
        if (_collects && lines.AddressCount >= LinesWorthCollecting)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        var keys = new LineKeys(lines, texts[(int)LineText.Customer].Length, _parallel);
        (Repeats, RepeatSum) = (keys.Repeats, keys.RepeatSum);
        if (repeats == RepeatPolicy.Drop && Repeats > 0)
            keys.DropRepeats();
        var sorted = new SortedLines(lines, keys, _pool, usesUp: true);
        var columns = sorted.Take(kept: LineField.Order);
        columns[(int)LineField.Order] = TakeOrders(lines, keys, sorted);
        var table = new OrderTable
        {
            CustomerIds = texts[(int)LineText.Customer],
            Products = texts[(int)LineText.Product],
            Categories = texts[(int)LineText.Category],
            Channels = texts[(int)LineText.Channel],
            Campaigns = texts[(int)LineText.Campaign],
            Countries = texts[(int)LineText.Country],
            Customer = [],
            Day = [],
            SecondOfDay = [],
            AmountMinor = [],
            IsReturn = [],
        };
        return TableColumns.Replace(table, columns);
    }

    /// <summary>Numbers the orders of each customer by the rank of their hashes, as the lines of one time are sorted.</summary>
    private static ColumnPiece[] TakeOrders(LineBlocks lines, LineKeys keys, SortedLines sorted)
    {
        if (!lines.Has(LineField.Order))
            return [];
        var hashes = lines.Column(LineField.Order);
        var offsets = keys.Offsets;
        keys.InPieces(
            offsets.Length - 1,
            CustomersPerPiece,
            (firstCustomer, endCustomer) =>
            {
                var (own, distinct) = (Array.Empty<long>(), Array.Empty<long>());
                for (var customer = firstCustomer; customer < endCustomer; customer++)
                {
                    var (start, length) = (
                        offsets[customer],
                        offsets[customer + 1] - offsets[customer]
                    );
                    if (own.Length < length)
                        (own, distinct) = (new long[length * 2], new long[length * 2]);
                    for (var i = 0; i < length; i++)
                    {
                        var address = keys.AddressOf(start + i);
                        own[i] = hashes[address >> ColumnPiece.Bits][address & ColumnPiece.Mask];
                    }
                    var ranked = OrderHashes.Distinct(own.AsSpan(0, length), distinct);
                    var numbers = keys.Room.Slice(start, length);
                    for (var i = 0; i < length; i++)
                        numbers[i] =
                            own[i] == OrderHashes.None
                                ? ulong.MaxValue
                                : (ulong)ranked.BinarySearch(own[i]);
                }
            }
        );
        return sorted.Column(
            (first, values) =>
            {
                for (var i = 0; i < values.Length; i++)
                    values[i] = (long)keys.Room[first + i];
            }
        );
    }
}

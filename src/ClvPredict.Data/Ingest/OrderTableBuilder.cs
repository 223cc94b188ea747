using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ClvPredict.Data.Ingest;

/// <summary>Makes the sorted table out of the lines that the threads have read. Uses them up column by column, so that the
/// table and the lines are not both in memory.</summary>
internal sealed class OrderTableBuilder
{
    private const int PieceSize = 1 << 14;

    private readonly IReadOnlyList<OrderLines> _parts;
    private readonly LineAddress _lines;
    private readonly ParallelOptions _parallel;
    private readonly ImmutableArray<string>[] _texts = new ImmutableArray<string>[
        LineLayout.TextCount
    ];

    // Day in the upper half and address of the line in the lower; by customer.
    private ulong[] _keys = [];
    private int[] _offsets = [];

    internal OrderTableBuilder(IReadOnlyList<OrderLines> parts, int threads, CancellationToken ct)
    {
        _parts = parts;
        _lines = new LineAddress([.. parts.SelectMany(part => part.Blocks)]);
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
        for (var column = LineText.Customer; column <= LineText.Country; column++)
        {
            var ofCustomers = column == LineText.Customer ? aliases : null;
            _texts[(int)column] = TextMerge.Apply(_parts, column, ofCustomers, out var replaced);
            LinesOfAliases += replaced;
            _parallel.CancellationToken.ThrowIfCancellationRequested();
        }
        CountCustomers();
        PlaceKeys();
        SortKeys();
        if (repeats == RepeatPolicy.Drop && Repeats > 0)
            DropRepeats();
        return TakeTable();
    }

    private void CountCustomers()
    {
        _offsets = new int[_texts[(int)LineText.Customer].Length + 1];
        foreach (var block in _lines.Blocks)
        {
            foreach (var customer in block.Customer.AsSpan(0, block.Count))
            {
                if (customer >= 0)
                    _offsets[customer + 1]++;
            }
        }
        for (var customer = 1; customer < _offsets.Length; customer++)
            _offsets[customer] += _offsets[customer - 1];
    }

    private void PlaceKeys()
    {
        _keys = new ulong[_offsets[^1]];
        var next = _offsets[..^1].ToArray();
        for (var b = 0; b < _lines.Blocks.Length; b++)
        {
            var block = _lines.Blocks[b];
            var customers = block.Customer.AsSpan(0, block.Count);
            for (var i = 0; i < customers.Length; i++)
            {
                if (customers[i] < 0)
                    continue;
                var address = (uint)((b << LineBlock.Bits) | i);
                _keys[next[customers[i]]++] = ((ulong)(uint)block.Day[i] << 32) | address;
            }
        }
    }

    private void SortKeys()
    {
        var gate = new Lock();
        InPieces(
            _offsets.Length - 1,
            (first, end) =>
            {
                var (repeats, sum) = SortKeys(first, end);
                // Whole numbers: their sum is the same in every order.
                lock (gate)
                {
                    Repeats += repeats;
                    var all = RepeatSum;
                    all.Add(sum);
                    RepeatSum = all;
                }
            }
        );
    }

    private (long Repeats, LedgerSum Sum) SortKeys(int firstCustomer, int endCustomer)
    {
        var repeats = 0L;
        var sum = new LedgerSum();
        for (var customer = firstCustomer; customer < endCustomer; customer++)
        {
            var keys = _keys.AsSpan(_offsets[customer].._offsets[customer + 1]);
            if (keys.Length < 2)
                continue;
            keys.Sort();
            for (int start = 0, end; start < keys.Length; start = end)
            {
                end = start + 1;
                while (end < keys.Length && keys[end] >> 32 == keys[start] >> 32)
                    end++;
                if (end - start > 1)
                    repeats += SortDay(keys[start..end], ref sum);
            }
        }
        return (repeats, sum);
    }

    /// <summary>Sorts a customer's lines of one day; returns how many of them repeat another.</summary>
    private long SortDay(Span<ulong> keys, ref LedgerSum sum)
    {
        if (keys.Length > 2)
            keys.Sort(_lines);
        else if (_lines.Compare(keys[0], keys[1]) > 0)
            (keys[0], keys[1]) = (keys[1], keys[0]);
        var repeats = 0L;
        for (var i = 1; i < keys.Length; i++)
        {
            if (_lines.Compare(keys[i - 1], keys[i]) != 0)
                continue;
            var block = _lines.Find(keys[i], out var place);
            sum.Add(block.Amount[place], block.IsReturn[place]);
            repeats++;
        }
        return repeats;
    }

    private void DropRepeats()
    {
        var to = 0;
        for (var customer = 0; customer + 1 < _offsets.Length; customer++)
        {
            var (start, end) = (_offsets[customer], _offsets[customer + 1]);
            _offsets[customer] = to;
            for (var i = start; i < end; i++)
            {
                // What stands before the place to write to is the line kept last.
                var isRepeat =
                    i > start
                    && _keys[to - 1] >> 32 == _keys[i] >> 32
                    && _lines.Compare(_keys[to - 1], _keys[i]) == 0;
                if (!isRepeat)
                    _keys[to++] = _keys[i];
            }
        }
        _offsets[^1] = to;
        Array.Resize(ref _keys, to);
    }

    private OrderTable TakeTable()
    {
        var customers = new int[_keys.Length];
        for (var customer = 0; customer + 1 < _offsets.Length; customer++)
            customers.AsSpan(_offsets[customer].._offsets[customer + 1]).Fill(customer);
        var days = new int[_keys.Length];
        for (var i = 0; i < days.Length; i++)
            days[i] = (int)(_keys[i] >> 32);
        foreach (var block in _lines.Blocks)
        {
            block.Codes[(int)LineText.Customer] = [];
            block.Day = [];
        }
        return new OrderTable
        {
            CustomerIds = _texts[(int)LineText.Customer],
            Products = _texts[(int)LineText.Product],
            Categories = _texts[(int)LineText.Category],
            Channels = _texts[(int)LineText.Channel],
            Campaigns = _texts[(int)LineText.Campaign],
            Countries = _texts[(int)LineText.Country],
            Customer = ImmutableCollectionsMarshal.AsImmutableArray(customers),
            Day = ImmutableCollectionsMarshal.AsImmutableArray(days),
            SecondOfDay = Take(b => b.SecondOfDay, b => b.SecondOfDay = []),
            AmountMinor = Take(b => b.Amount, b => b.Amount = []),
            IsReturn = Take(b => b.IsReturn, b => b.IsReturn = []),
            Order = TakeOrders(),
            Product = TakeCodes(LineText.Product),
            Category = TakeCodes(LineText.Category),
            Channel = TakeCodes(LineText.Channel),
            Campaign = TakeCodes(LineText.Campaign),
            Country = TakeCodes(LineText.Country),
            Quantity = Take(b => b.Quantity, b => b.Quantity = []),
            DiscountMinor = Take(b => b.Discount, b => b.Discount = []),
            CostMinor = Take(b => b.Cost, b => b.Cost = []),
            ArrivalDay = Take(b => b.Arrival, b => b.Arrival = []),
        };
    }

    private ImmutableArray<int> TakeCodes(LineText column) =>
        Take(b => b.Codes[(int)column], b => b.Codes[(int)column] = []);

    private ImmutableArray<T> Take<T>(Func<LineBlock, T[]> column, Action<LineBlock> drop)
    {
        var from = Array.ConvertAll(_lines.Blocks, block => column(block));
        if (from[0].Length == 0)
            return [];
        var values = new T[_keys.Length];
        InPieces(values.Length, (first, end) => Gather(from, values, first, end));
        Array.ForEach(_lines.Blocks, drop);
        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    private void Gather<T>(T[][] from, T[] values, int first, int end)
    {
        var keys = _keys;
        for (var i = first; i < end; i++)
        {
            var address = (int)(uint)keys[i];
            values[i] = from[address >> LineBlock.Bits][address & LineBlock.Mask];
        }
    }

    /// <summary>Does work on pieces of a range, on several threads.</summary>
    private void InPieces(int count, Action<int, int> work)
    {
        var pieces = (int)(((long)count + PieceSize - 1) / PieceSize);
        Parallel.For(
            0,
            pieces,
            _parallel,
            piece => work(piece * PieceSize, (int)Math.Min(count, (piece + 1L) * PieceSize))
        );
    }

    /// <summary>Numbers the orders of each customer by the rank of their hashes, as the lines of one time are sorted.</summary>
    private ImmutableArray<int> TakeOrders()
    {
        var hashes = Take(b => b.Order, b => b.Order = []);
        if (hashes.IsEmpty)
            return [];
        var numbers = new int[hashes.Length];
        InPieces(
            _offsets.Length - 1,
            (first, end) =>
            {
                var distinct = Array.Empty<ulong>();
                for (var customer = first; customer < end; customer++)
                {
                    var (start, length) = (
                        _offsets[customer],
                        _offsets[customer + 1] - _offsets[customer]
                    );
                    if (distinct.Length < length)
                        distinct = new ulong[length * 2];
                    var own = hashes.AsSpan().Slice(start, length);
                    var ranked = OrderHashes.Distinct(own, distinct);
                    for (var i = 0; i < length; i++)
                        numbers[start + i] = own[i] == 0 ? -1 : ranked.BinarySearch(own[i]);
                }
            }
        );
        return ImmutableCollectionsMarshal.AsImmutableArray(numbers);
    }
}

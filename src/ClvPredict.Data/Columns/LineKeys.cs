using System.Runtime.CompilerServices;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.Columns;

/// <summary>Sorts order lines by customer, time and all other columns: counts the lines of each customer, puts their times
/// and addresses in place, and sorts those of each customer as numbers. Only lines of one second are compared.</summary>
internal sealed class LineKeys
{
    private const int SecondsPerDay = 86_400;
    private const int CustomersPerPiece = 1 << 12;

    private readonly LineBlocks _lines;
    private readonly ParallelOptions _parallel;
    private readonly int _addressBits;
    private readonly int _timeShift;
    private readonly long _firstDay;
    private readonly Lock _gate = new();
    private LedgerSum _repeatSum;

    // Time in the upper bits and address of the line in the lower; by customer.
    private ulong[] _keys;

    /// <summary>Sorts lines.</summary>
    /// <param name="lines">The lines; those with a negative customer are left out.</param>
    /// <param name="customers">Number of customers.</param>
    /// <param name="parallel">On how many threads, and until when.</param>
    internal LineKeys(LineBlocks lines, int customers, ParallelOptions parallel)
    {
        _lines = lines;
        _parallel = parallel;
        _addressBits = 64 - (int)ulong.LeadingZeroCount((ulong)lines.AddressCount - 1);
        (_firstDay, var lastDay) = lines.RangeOf(LineField.Day);
        var times = (ulong)(lastDay - _firstDay + 1) * SecondsPerDay;
        // Where time and address do not fit into one number, lines of nearly one time are compared too.
        _timeShift = Math.Max(0, _addressBits - (int)ulong.LeadingZeroCount(times));
        Offsets = new int[customers + 1];
        ForCustomers(Count);
        for (var customer = 1; customer < Offsets.Length; customer++)
            Offsets[customer] += Offsets[customer - 1];
        _keys = new ulong[Offsets[^1]];
        var next = Offsets[..^1].ToArray();
        ForCustomers((first, end) => Place(first, end, next));
        InPieces(customers, CustomersPerPiece, SortLines);
    }

    /// <summary>The lines of customer c are <c>Offsets[c] .. Offsets[c + 1] - 1</c>.</summary>
    internal int[] Offsets { get; }

    /// <summary>Lines that repeat another in every column.</summary>
    internal long Repeats { get; private set; }

    /// <summary>Sum of the repeats.</summary>
    internal LedgerSum RepeatSum => _repeatSum;

    /// <summary>Number of lines.</summary>
    internal int Length => _keys.Length;

    /// <summary>Whether <see cref="TimeOf"/> can be asked.</summary>
    internal bool HasTimes => _timeShift == 0;

    /// <summary>Where the line is that belongs at a place.</summary>
    internal int AddressOf(int place) => AddressIn(_keys[place]);

    /// <summary>Day and second of the line that belongs at a place.</summary>
    internal (long Day, long SecondOfDay) TimeOf(int place)
    {
        var (day, second) = Math.DivRem((long)(_keys[place] >> _addressBits), SecondsPerDay);
        return (_firstDay + day, second);
    }

    /// <summary>Takes the room of the keys for numbers, one for each line; the keys are gone then place by place.</summary>
    internal Span<ulong> Room => _keys;

    /// <summary>Does work on parts of a range, on several threads.</summary>
    internal void InPieces(int count, int size, Action<int, int> work)
    {
        var pieces = (int)(((long)count + size - 1) / size);
        Parallel.For(
            0,
            pieces,
            _parallel,
            piece => work(piece * size, (int)Math.Min(count, (piece + 1L) * size))
        );
    }

    /// <summary>Keeps one of each set of equal lines.</summary>
    internal void DropRepeats()
    {
        var to = 0;
        for (var customer = 0; customer + 1 < Offsets.Length; customer++)
        {
            var (start, end) = (Offsets[customer], Offsets[customer + 1]);
            Offsets[customer] = to;
            for (var i = start; i < end; i++)
            {
                // What stands before the place to write to is the line kept last.
                if (i == start || !IsRepeat(_keys[to - 1], _keys[i]))
                    _keys[to++] = _keys[i];
            }
        }
        Offsets[^1] = to;
        Array.Resize(ref _keys, to);
    }

    /// <summary>Gives each thread as many customers.</summary>
    private void ForCustomers(Action<int, int> work)
    {
        var customers = Offsets.Length - 1;
        var threads = Math.Max(1, _parallel.MaxDegreeOfParallelism);
        InPieces(customers, Math.Max(1, (customers + threads - 1) / threads), work);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(int firstCustomer, int endCustomer)
    {
        var room = new long[ColumnPiece.Size];
        var range = (ulong)(endCustomer - firstCustomer);
        foreach (var block in _lines.All)
        {
            foreach (var customer in block[LineField.Customer].CopyTo(room))
            {
                if ((ulong)(customer - firstCustomer) < range)
                    Offsets[customer + 1]++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Place(int firstCustomer, int endCustomer, int[] next)
    {
        var room = new long[ColumnPiece.Size];
        var range = (ulong)(endCustomer - firstCustomer);
        var address = 0UL;
        foreach (var block in _lines.All)
        {
            _parallel.CancellationToken.ThrowIfCancellationRequested();
            var customers = block[LineField.Customer].CopyTo(room);
            var (days, seconds) = (block[LineField.Day], block[LineField.SecondOfDay]);
            for (var i = 0; i < customers.Length; i++)
            {
                if ((ulong)(customers[i] - firstCustomer) >= range)
                    continue;
                var time = (ulong)(((days[i] - _firstDay) * SecondsPerDay) + seconds[i]);
                _keys[next[customers[i]]++] =
                    (time >> _timeShift << _addressBits) | (address + (ulong)i);
            }
            address += ColumnPiece.Size;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SortLines(int firstCustomer, int endCustomer)
    {
        var repeats = 0L;
        var sum = new LedgerSum();
        for (var customer = firstCustomer; customer < endCustomer; customer++)
        {
            var keys = _keys.AsSpan(Offsets[customer]..Offsets[customer + 1]);
            if (keys.Length < 2)
                continue;
            keys.Sort();
            for (int start = 0, end; start < keys.Length; start = end)
            {
                end = start + 1;
                while (end < keys.Length && (keys[end] ^ keys[start]) >> _addressBits == 0)
                    end++;
                if (end - start > 1)
                    repeats += SortTies(keys[start..end], ref sum);
            }
        }
        // Whole numbers: their sum is the same in every order.
        lock (_gate)
        {
            Repeats += repeats;
            _repeatSum.Add(sum);
        }
    }

    /// <summary>Sorts lines of one customer and time; returns how many of them repeat another.</summary>
    private long SortTies(Span<ulong> keys, ref LedgerSum sum)
    {
        keys.Sort((x, y) => _lines.Compare(AddressIn(x), AddressIn(y)));
        var repeats = 0L;
        for (var i = 1; i < keys.Length; i++)
        {
            if (!IsRepeat(keys[i - 1], keys[i]))
                continue;
            var address = AddressIn(keys[i]);
            sum.Add(_lines[LineField.Amount, address], _lines[LineField.IsReturn, address] != 0);
            repeats++;
        }
        return repeats;
    }

    private bool IsRepeat(ulong x, ulong y) =>
        (x ^ y) >> _addressBits == 0 && _lines.Compare(AddressIn(x), AddressIn(y)) == 0;

    private int AddressIn(ulong key) => (int)(key & ~(ulong.MaxValue << _addressBits));
}

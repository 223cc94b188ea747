using System.Collections.Immutable;
using System.Text;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.Customers;

/// <summary>
/// Collects the records of a file that belong to customers of an order log, and sorts them by customer and day. Customers
/// are matched by their ids as written; records of others are counted.
/// </summary>
internal sealed class CustomerRows
{
    private readonly TextVocabulary _ids = new();
    private readonly List<int> _codes = [];
    private readonly List<int> _days = [];

    /// <summary>Records seen.</summary>
    public int Count => _codes.Count;

    /// <summary>Adds the customer and day of a record.</summary>
    /// <exception cref="OrderDataException">The record names no customer.</exception>
    public void Add(RecordSource source, int customerColumn, int day)
    {
        var id = source.Field(customerColumn);
        var code = id.IsEmpty ? TextVocabulary.None : _ids.Intern(id);
        if (code < 0)
            throw new OrderDataException(
                $"{source.Place}: the customer id is {(id.IsEmpty ? "empty" : "not UTF-8")}."
            );
        _codes.Add(code);
        _days.Add(day);
    }

    /// <summary>The records of known customers in the order of customer, day and record.</summary>
    /// <param name="customerIds">Ids of the customers of the log, sorted by ordinal comparison.</param>
    public Sorted Sort(ImmutableArray<string> customerIds)
    {
        var inUse = new bool[_ids.Count];
        Array.Fill(inUse, true);
        var names = _ids.ToSorted(inUse, out var places);
        var customerOf = names
            .Select(n => customerIds.BinarySearch(n, StringComparer.Ordinal))
            .ToArray();
        var offsets = new int[customerIds.Length + 1];
        foreach (var code in _codes)
        {
            if (customerOf[places[code]] is >= 0 and var c)
                offsets[c + 1]++;
        }
        for (var c = 1; c < offsets.Length; c++)
            offsets[c] += offsets[c - 1];
        var next = offsets[..^1].ToArray();
        var records = new int[offsets[^1]];
        for (var r = 0; r < _codes.Count; r++)
        {
            if (customerOf[places[_codes[r]]] is >= 0 and var c)
                records[next[c]++] = r;
        }
        for (var c = 0; c + 1 < offsets.Length; c++)
        {
            var own = records.AsSpan(offsets[c], offsets[c + 1] - offsets[c]);
            own.Sort(
                (a, b) => _days[a] != _days[b] ? _days[a].CompareTo(_days[b]) : a.CompareTo(b)
            );
        }
        return new Sorted([.. offsets], records, [.. records.Select(r => _days[r])]);
    }

    /// <summary>Index of the column whose folded name is one of the given ones; null when there is none.</summary>
    /// <exception cref="OrderDataException">Several columns go by such names.</exception>
    public static int? FindColumn(RecordSource source, string names)
    {
        var wanted = names.Split(' ').Select(OrderRoles.Fold).ToHashSet(StringComparer.Ordinal);
        var found = Enumerable
            .Range(0, source.Columns.Count)
            .Where(c => wanted.Contains(OrderRoles.Fold(source.Columns[c])))
            .ToArray();
        return found switch
        {
            [] => null,
            [var one] => one,
            _ => throw new OrderDataException(
                $"{source.Name}: {string.Join(" and ", found.Select(c => source.Columns[c]))} mean the same; leave one of them out."
            ),
        };
    }

    /// <summary>The column of the customer ids.</summary>
    /// <exception cref="OrderDataException">There is not exactly one.</exception>
    public static int CustomerColumn(RecordSource source)
    {
        var found = Enumerable
            .Range(0, source.Columns.Count)
            .Where(c => OrderRoles.Find(source.Columns[c]) == OrderRole.CustomerId)
            .ToArray();
        return found is [var one]
            ? one
            : throw new OrderDataException(
                $"{source.Name} has {found.Length} columns of customer ids among {string.Join(", ", source.Columns)}; expected one, such as customer_id."
            );
    }

    /// <summary>The day of an ISO 8601 date or timestamp, as written.</summary>
    /// <exception cref="OrderDataException">It is none.</exception>
    public static int Day(RecordSource source, int column)
    {
        var text = source.Field(column);
        if (
            DateText.TryParse(text, DateLayout.YearDashed, out var date)
            && date.Year > 0
            && date.First is >= 1 and <= 12
            && date.Second >= 1
            && date.Second <= DateTime.DaysInMonth(date.Year, date.First)
        )
            return new DateOnly(date.Year, date.First, date.Second).DayNumber;
        throw new OrderDataException(
            $"{source.Place}: \"{Encoding.UTF8.GetString(text[..Math.Min(text.Length, 80)])}\" in the column {source.Columns[column]} is no date; expected 2024-01-31, with or without a time."
        );
    }

    /// <summary>Records in order.</summary>
    /// <param name="Offsets">Records of customer c are <c>Offsets[c] .. Offsets[c + 1] - 1</c>.</param>
    /// <param name="Records">Numbers of the records as they were added.</param>
    /// <param name="Days">Day number of each.</param>
    public sealed record Sorted(
        ImmutableArray<int> Offsets,
        int[] Records,
        ImmutableArray<int> Days
    );
}

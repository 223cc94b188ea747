using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ClvPredict.Data.Customers;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data;

/// <summary>
/// What customers did besides ordering: visits, carts, contacts, complaints, e-mails opened. Events lie by customer and, for
/// each, in the order of day, type and number, whatever their order in the file.
/// </summary>
public sealed class CustomerEvents
{
    private const string DayNames =
        "time event_time event_date event_timestamp timestamp date datetime day occurred_at created_at";
    private const string TypeNames = "type event event_type event_name kind";
    private const string NumberNames = "value event_value amount";

    private CustomerEvents(ImmutableArray<int> offsets, ImmutableArray<int> days)
    {
        Offsets = offsets;
        Days = days;
    }

    /// <summary>The events of customer c of the log are <c>Offsets[c] .. Offsets[c + 1] - 1</c>.</summary>
    public ImmutableArray<int> Offsets { get; }

    /// <summary>Per event: day number, as written in the file.</summary>
    public ImmutableArray<int> Days { get; }

    /// <summary>Per event: index into <see cref="Types"/>.</summary>
    public ImmutableArray<int> TypeCodes { get; private init; }

    /// <summary>Distinct types, sorted by ordinal comparison.</summary>
    public ImmutableArray<string> Types { get; private init; }

    /// <summary>Per event: the number that comes with it, NaN where missing; empty when the file has none.</summary>
    public ImmutableArray<float> Amounts { get; private init; }

    /// <summary>Day number of the earliest event of anybody; <see cref="int.MaxValue"/> without events.</summary>
    public int FirstDay { get; private init; }

    /// <summary>Events of customers that have no orders.</summary>
    public int EventsOfOthers { get; private init; }

    /// <summary>Reads a file (.parquet, otherwise CSV) with customer, time and type, and perhaps a number.</summary>
    /// <param name="path">The file.</param>
    /// <param name="customerIds">The customers of the log, sorted by ordinal comparison.</param>
    /// <param name="ct">Checked every 65,536 rows.</param>
    /// <exception cref="OrderDataException">The file is unusable.</exception>
    public static CustomerEvents Read(
        string path,
        ImmutableArray<string> customerIds,
        CancellationToken ct = default
    )
    {
        using var source = RecordSource.Open(path);
        var customerColumn = CustomerRows.CustomerColumn(source);
        var dayColumn = Required(source, DayNames, "the time, such as time");
        var typeColumn = Required(source, TypeNames, "the kind of event, such as type");
        var numberColumn = CustomerRows.FindColumn(source, NumberNames);
        var rows = new CustomerRows();
        var vocabulary = new TextVocabulary();
        var types = new List<int>();
        var numbers = new List<float>();
        var firstDay = int.MaxValue;
        while (source.Next())
        {
            if ((rows.Count & 0xFFFF) == 0)
                ct.ThrowIfCancellationRequested();
            var day = CustomerRows.Day(source, dayColumn);
            firstDay = Math.Min(firstDay, day);
            rows.Add(source, customerColumn, day);
            types.Add(TypeCode(source, typeColumn, vocabulary));
            if (numberColumn is { } n)
                numbers.Add(Number(source, n));
        }
        var inUse = new bool[vocabulary.Count];
        Array.Fill(inUse, true);
        var names = vocabulary.ToSorted(inUse, out var places);
        var sorted = rows.Sort(customerIds);
        SortEqualDays(sorted, types, places, numbers);
        return new CustomerEvents(sorted.Offsets, sorted.Days)
        {
            Types = names,
            TypeCodes = [.. sorted.Records.Select(r => places[types[r]])],
            Amounts = numberColumn is null ? [] : [.. sorted.Records.Select(r => numbers[r])],
            FirstDay = firstDay,
            EventsOfOthers = rows.Count - sorted.Records.Length,
        };
    }

    // Sums of numbers must not depend on the order of the file.
    private static void SortEqualDays(
        CustomerRows.Sorted rows,
        List<int> types,
        int[] places,
        List<float> numbers
    )
    {
        for (var c = 0; c + 1 < rows.Offsets.Length; c++)
        {
            for (int start = rows.Offsets[c], end; start < rows.Offsets[c + 1]; start = end)
            {
                end = start + 1;
                while (end < rows.Offsets[c + 1] && rows.Days[end] == rows.Days[start])
                    end++;
                if (end - start > 1)
                    rows.Records.AsSpan(start, end - start).Sort(Compare);
            }
        }

        int Compare(int a, int b)
        {
            var order = places[types[a]].CompareTo(places[types[b]]);
            return order != 0 || numbers.Count == 0 ? order : numbers[a].CompareTo(numbers[b]);
        }
    }

    private static int Required(RecordSource source, string names, string what) =>
        CustomerRows.FindColumn(source, names)
        ?? throw new OrderDataException(
            $"{source.Name} has no column for {what}, among {string.Join(", ", source.Columns)}."
        );

    private static int TypeCode(RecordSource source, int column, TextVocabulary vocabulary)
    {
        var text = source.Field(column);
        var code = text.IsEmpty ? TextVocabulary.None : vocabulary.Intern(text);
        return code >= 0
            ? code
            : throw new OrderDataException(
                $"{source.Place}: the column {source.Columns[column]} is {(text.IsEmpty ? "empty" : "not UTF-8")}."
            );
    }

    private static float Number(RecordSource source, int column)
    {
        var text = source.Field(column);
        if (text.IsEmpty)
            return float.NaN;
        return
            float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && float.IsFinite(number)
            ? number
            : throw new OrderDataException(
                $"{source.Place}: \"{Encoding.UTF8.GetString(text[..Math.Min(text.Length, 80)])}\" in the column {source.Columns[column]} is no number."
            );
    }
}

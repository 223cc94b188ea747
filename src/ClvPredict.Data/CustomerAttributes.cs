using System.Collections.Immutable;
using ClvPredict.Data.Customers;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data;

/// <summary>
/// What the business knows of its customers besides orders: one row a customer, or several with the day from which each is
/// known. Rows lie by customer and, for each, in time.
/// </summary>
public sealed class CustomerAttributes
{
    private const string DayNames = "as_of as_of_date known_at known_from valid_from updated_at";

    private CustomerAttributes(
        ImmutableArray<int> offsets,
        ImmutableArray<int> knownDays,
        ImmutableArray<AttributeColumn> columns,
        int otherRows
    )
    {
        Offsets = offsets;
        KnownDays = knownDays;
        Columns = columns;
        RowsOfOthers = otherRows;
    }

    /// <summary>The rows of customer c of the log are <c>Offsets[c] .. Offsets[c + 1] - 1</c>.</summary>
    public ImmutableArray<int> Offsets { get; }

    /// <summary>Per row: day number from which the row is known; 0 where the file has no such column.</summary>
    public ImmutableArray<int> KnownDays { get; }

    /// <summary>Every column but the customer and the day, in the order of the file.</summary>
    public ImmutableArray<AttributeColumn> Columns { get; }

    /// <summary>Rows of customers that have no orders.</summary>
    public int RowsOfOthers { get; }

    /// <summary>Reads a file (.parquet, otherwise CSV) with a customer id, columns of any name, and perhaps as_of: the day
    /// on which the row was known. Without as_of a row is taken to have been known always.</summary>
    /// <param name="path">The file.</param>
    /// <param name="customerIds">The customers of the log, sorted by ordinal comparison.</param>
    /// <param name="ct">Checked every 65,536 rows.</param>
    /// <exception cref="OrderDataException">The file is unusable, or has two rows of one customer for one day.</exception>
    public static CustomerAttributes Read(
        string path,
        ImmutableArray<string> customerIds,
        CancellationToken ct = default
    )
    {
        using var source = RecordSource.Open(path);
        var customerColumn = CustomerRows.CustomerColumn(source);
        var dayColumn = CustomerRows.FindColumn(source, DayNames);
        var columns = Enumerable
            .Range(0, source.Columns.Count)
            .Where(c => c != customerColumn && c != dayColumn)
            .ToArray();
        if (columns.Length == 0)
            throw new OrderDataException($"{path} has no column besides customer and day.");
        var vocabularies = Array.ConvertAll(columns, _ => new TextVocabulary());
        var codes = Array.ConvertAll(columns, _ => new List<int>());
        var rows = new CustomerRows();
        while (source.Next())
        {
            if ((rows.Count & 0xFFFF) == 0)
                ct.ThrowIfCancellationRequested();
            rows.Add(source, customerColumn, dayColumn is { } d ? CustomerRows.Day(source, d) : 0);
            for (var c = 0; c < columns.Length; c++)
                codes[c].Add(Code(source, columns[c], vocabularies[c]));
        }
        var sorted = rows.Sort(customerIds);
        RefuseRepeats(sorted, customerIds, path, dayColumn is not null);
        return new CustomerAttributes(
            sorted.Offsets,
            sorted.Days,
            [
                .. columns.Select(
                    (c, i) => Column(source.Columns[c], vocabularies[i], codes[i], sorted.Records)
                ),
            ],
            rows.Count - sorted.Records.Length
        );
    }

    private static int Code(RecordSource source, int column, TextVocabulary vocabulary)
    {
        var text = source.Field(column);
        if (text.IsEmpty)
            return TextVocabulary.None;
        var code = vocabulary.Intern(text);
        return code >= 0
            ? code
            : throw new OrderDataException(
                $"{source.Place}: the column {source.Columns[column]} is not UTF-8."
            );
    }

    private static AttributeColumn Column(
        string name,
        TextVocabulary vocabulary,
        List<int> codes,
        int[] records
    )
    {
        var inUse = new bool[vocabulary.Count];
        foreach (var record in records)
        {
            if (codes[record] >= 0)
                inUse[codes[record]] = true;
        }
        var texts = vocabulary.ToSorted(inUse, out var places);
        return new AttributeColumn(
            name,
            texts,
            [.. records.Select(r => codes[r] < 0 ? -1 : places[codes[r]])]
        );
    }

    private static void RefuseRepeats(
        CustomerRows.Sorted rows,
        ImmutableArray<string> customerIds,
        string path,
        bool hasDays
    )
    {
        for (var c = 0; c < customerIds.Length; c++)
        {
            for (var r = rows.Offsets[c] + 1; r < rows.Offsets[c + 1]; r++)
            {
                if (rows.Days[r] == rows.Days[r - 1])
                    throw new OrderDataException(
                        hasDays
                            ? $"{path} has two rows of customer '{customerIds[c]}' for {DateOnly.FromDayNumber(rows.Days[r]):yyyy-MM-dd}."
                            : $"{path} has two rows of customer '{customerIds[c]}' and no column as_of that says which was known when."
                    );
            }
        }
    }
}

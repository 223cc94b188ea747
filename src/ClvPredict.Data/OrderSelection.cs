using System.Collections.Immutable;
using ClvPredict.Data.Columns;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data;

/// <summary>Gathers some customers, with all their lines, out of one or more histories. The lists of texts hold what the lines
/// use and no more, so the result does not depend on how customers were spread over the histories.</summary>
public sealed class OrderSelection
{
    private readonly BytePool _pool = new();
    private readonly ColumnWriter?[] _columns = new ColumnWriter?[LineBlock.FieldCount];

    // By LineText: the texts of the selection and their codes, in the order in which they came.
    private readonly Dictionary<string, int>[] _codes =
    [
        .. Enumerable
            .Range(0, LineLayout.TextCount)
            .Select(_ => new Dictionary<string, int>(StringComparer.Ordinal)),
    ];

    /// <summary>Number of lines so far.</summary>
    public long LineCount { get; private set; }

    /// <summary>Adds customers.</summary>
    /// <param name="histories">Of which some are added; the same columns as those added before, none of their customers.</param>
    /// <param name="customers">Which, each once.</param>
    public void Add(CustomerHistories histories, IReadOnlyCollection<int> customers)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(customers);
        var lines = TableColumns.BlocksOf(histories.Lines);
        for (var field = LineField.Customer; field <= LineField.Arrival; field++)
        {
            if (!lines.Has(field))
                continue;
            var column = _columns[(int)field] ??= new ColumnWriter(_pool);
            var recode = LineLayout.TextOf(field) is { } text
                ? Recoding(TextsOf(histories.Lines, text), _codes[(int)text])
                : static value => value;
            foreach (var customer in customers)
            {
                var end = histories.Offsets[customer + 1];
                for (var line = histories.Offsets[customer]; line < end; line++)
                    column.Add(recode(lines[field, line]));
            }
        }
        foreach (var customer in customers)
            LineCount += histories.Offsets[customer + 1] - histories.Offsets[customer];
    }

    /// <summary>The customers that were added; nothing can be added any more.</summary>
    /// <exception cref="ArgumentException">There is no line.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public CustomerHistories ToHistories(CancellationToken ct = default)
    {
        var table = new OrderTable
        {
            CustomerIds = Sorted(LineText.Customer),
            Products = Sorted(LineText.Product),
            Categories = Sorted(LineText.Category),
            Channels = Sorted(LineText.Channel),
            Campaigns = Sorted(LineText.Campaign),
            Countries = Sorted(LineText.Country),
            Customer = [],
            Day = [],
            SecondOfDay = [],
            AmountMinor = [],
            IsReturn = [],
        };
        var columns = new ColumnPiece[LineBlock.FieldCount][];
        for (var field = LineField.Customer; field <= LineField.Arrival; field++)
        {
            columns[(int)field] = _columns[(int)field]?.Finish() ?? [];
            if (LineLayout.TextOf(field) is { } text)
                Rank(columns[(int)field], TextsOf(table, text), _codes[(int)text]);
        }
        return CustomerHistories.Build(TableColumns.Replace(table, columns), ct);
    }

    private static ImmutableArray<string> TextsOf(OrderTable table, LineText text) =>
        text switch
        {
            LineText.Customer => table.CustomerIds,
            LineText.Product => table.Products,
            LineText.Category => table.Categories,
            LineText.Channel => table.Channels,
            LineText.Campaign => table.Campaigns,
            _ => table.Countries,
        };

    private ImmutableArray<string> Sorted(LineText text) =>
        [.. _codes[(int)text].Keys.Order(StringComparer.Ordinal)];

    // Only texts that are met get a code.
    private static Func<long, long> Recoding(
        ImmutableArray<string> texts,
        Dictionary<string, int> codes
    )
    {
        var known = new int[texts.Length];
        return code =>
        {
            if (code < 0)
                return code;
            if (known[code] == 0)
            {
                if (!codes.TryGetValue(texts[(int)code], out var own))
                    codes.Add(texts[(int)code], own = codes.Count);
                known[code] = own + 1;
            }
            return known[code] - 1;
        };
    }

    // Gives texts the codes of their sorted list.
    private void Rank(
        ColumnPiece[] column,
        ImmutableArray<string> sorted,
        Dictionary<string, int> codes
    )
    {
        var ranks = new int[sorted.Length];
        for (var rank = 0; rank < ranks.Length; rank++)
            ranks[codes[sorted[rank]]] = rank;
        var room = new long[ColumnPiece.Size];
        for (var p = 0; p < column.Length; p++)
        {
            var values = column[p].CopyTo(room);
            foreach (ref var code in values)
                code = code < 0 ? code : ranks[code];
            column[p].Return(_pool);
            column[p] = ColumnPiece.Of(values, _pool);
        }
    }
}

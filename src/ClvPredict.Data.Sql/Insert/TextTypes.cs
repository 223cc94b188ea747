using System.Collections.Immutable;

namespace ClvPredict.Data.Sql.Insert;

/// <summary>Finds the types of a file's columns, for a table that is yet to be made: by the file's schema, by name, or by all
/// values.</summary>
internal static class TextTypes
{
    // Of longer whole numbers a double does not hold every digit; they are ids.
    private const int MostDigits = 15;

    /// <summary>The columns of a file with their types.</summary>
    /// <param name="path">The file.</param>
    /// <param name="known">Types by name, for files without a schema of their own (CSV).</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="OrderDataException">The file cannot be read, or a column without known type has no value at all.</exception>
    internal static ImmutableArray<TableColumn> Of(
        string path,
        IReadOnlyDictionary<string, TableColumnType> known,
        CancellationToken ct
    )
    {
        using var file = TableReader.Open(path);
        var types = new TableColumnType?[file.Columns.Count];
        for (var c = 0; c < types.Length; c++)
        {
            types[c] = file.TypeOf(c);
            if (types[c] is null && known.TryGetValue(file.Columns[c], out var type))
                types[c] = type;
            // Ids are text, and mostly look like numbers.
            if (types[c] is null && file.Columns[c] == InsertRows.IdColumn)
                types[c] = TableColumnType.Text;
        }
        if (Array.Exists(types, type => type is null))
            Look(file, types, path, ct);
        return [.. types.Select((type, c) => new TableColumn(file.Columns[c], type!.Value))];
    }

    /// <summary>Fills in the types that are null.</summary>
    private static void Look(
        TableReader file,
        TableColumnType?[] types,
        string path,
        CancellationToken ct
    )
    {
        int[] open = [.. Enumerable.Range(0, types.Length).Where(c => types[c] is null)];
        while (file.Next())
        {
            ct.ThrowIfCancellationRequested();
            foreach (var c in open)
            {
                var text = file.Bytes(c);
                if (!text.IsEmpty)
                    types[c] = Join(types[c], TypeOf(text));
            }
        }
        var none = Array.IndexOf(types, null);
        if (none >= 0)
        {
            throw new OrderDataException(
                $"{path}: the column {file.Columns[none]} has no value, so that the type for a new table is not known; make the table first, or take Parquet."
            );
        }
    }

    /// <summary>The type of a value. Whole numbers are numbers like others: those of the next file need not be whole.</summary>
    private static TableColumnType TypeOf(ReadOnlySpan<byte> text)
    {
        if (IsDecimal(text))
        {
            var isExact = text.Length <= MostDigits || text.Contains((byte)'.');
            return isExact ? TableColumnType.Number64 : TableColumnType.Text;
        }
        if (CellText.TryFlag(text, out _))
            return TableColumnType.Flag;
        return CellText.TryDay(text, out _) ? TableColumnType.Day : TableColumnType.Text;
    }

    /// <summary>Whether a text is a number as numbers are written; leading zeros belong to ids.</summary>
    private static bool IsDecimal(ReadOnlySpan<byte> text)
    {
        var digits = text[0] == '-' ? text[1..] : text;
        var hasLeadingZero = digits is [(byte)'0', not (byte)'.', ..] and not [_, (byte)'E', ..];
        return !hasLeadingZero
            && digits is [>= (byte)'0' and <= (byte)'9', ..]
            && CellText.TryNumber(text, out _);
    }

    private static TableColumnType Join(TableColumnType? one, TableColumnType other) =>
        one is null || one == other ? other : TableColumnType.Text;
}

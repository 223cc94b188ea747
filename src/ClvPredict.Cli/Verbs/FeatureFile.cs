using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Decisions.Experiments;

namespace ClvPredict.Cli.Verbs;

/// <summary>A CSV of customers and numbers, such as that of clv features.</summary>
/// <param name="Path">The file.</param>
/// <param name="CustomerIds">Ids, one a row.</param>
/// <param name="Columns">Numbers, one a row; NaN where empty.</param>
internal sealed record FeatureFile(string Path, string[] CustomerIds, float[][] Columns)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="OrderDataException">The file cannot be read, has no column customer_id, or a value is no number.</exception>
    public static FeatureFile Read(string path)
    {
        var table = CsvTable.Read(path);
        var id = table.IndexOf("customer_id");
        if (id < 0)
            throw new OrderDataException(
                $"{path} has no column customer_id; it has {string.Join(", ", table.Columns.Take(10))}."
            );
        var columns = new List<float[]>();
        for (var c = 0; c < table.Columns.Count; c++)
        {
            if (c == id || table.Columns[c] is "as_of" or "horizon" or "cutoff")
                continue;
            var column = new float[table.RowCount];
            for (var row = 0; row < column.Length; row++)
                column[row] = Number(path, table, row, c);
            columns.Add(column);
        }
        return new FeatureFile(
            path,
            [.. Enumerable.Range(0, table.RowCount).Select(row => table[row, id])],
            [.. columns]
        );
    }

    /// <summary>The rows of a history's customers in its order, and the rows of all others.</summary>
    /// <exception cref="OrderDataException">A customer of the history is missing, or one is there twice.</exception>
    public (int[] History, int[] Others) Split(SubjectTable history)
    {
        var rowOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < CustomerIds.Length; row++)
        {
            if (!rowOf.TryAdd(CustomerIds[row], row))
                throw new OrderDataException($"{Path}, row {row + 1}: a customer is there twice.");
        }
        var rows = new int[history.Subjects.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if (!rowOf.Remove(history.Subjects[i].CustomerId, out rows[i]))
                throw new OrderDataException(
                    $"{history.Path}, row {i + 1}: the customer has no features in {Path}; compute them as of the day of the draw."
                );
        }
        return (rows, [.. rowOf.Values.Order()]);
    }

    /// <summary>Some rows of all columns.</summary>
    public ReadOnlyMemory<float>[] Select(int[] rows) =>
        Array.ConvertAll(
            Columns,
            column => new ReadOnlyMemory<float>(Array.ConvertAll(rows, row => column[row]))
        );

    private static float Number(string path, CsvTable table, int row, int column)
    {
        var text = table[row, column];
        if (text.Length == 0)
            return float.NaN;
        return
            float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && !float.IsInfinity(value)
            ? value
            : throw new OrderDataException(
                $"{path}, row {row + 1}: {table.Columns[column]} is \"{(text.Length > 80 ? text[..80] : text)}\"; features are numbers or empty."
            );
    }
}

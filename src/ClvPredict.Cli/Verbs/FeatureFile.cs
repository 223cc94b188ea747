using ClvPredict.Data;
using ClvPredict.Decisions.Experiments;

namespace ClvPredict.Cli.Verbs;

/// <summary>A table of customers and numbers, CSV or Parquet, such as that of clv features.</summary>
/// <param name="Path">The file.</param>
/// <param name="CustomerIds">Ids, one a row.</param>
/// <param name="Columns">Numbers, one a row; NaN where empty.</param>
internal sealed record FeatureFile(string Path, string[] CustomerIds, float[][] Columns)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="OrderDataException">The file cannot be read, has no column customer_id, names a customer twice, or a value is no number.</exception>
    public static FeatureFile Read(string path)
    {
        using var table = CustomerTable.Open(path);
        var names = table.Rows.Columns;
        int[] features =
        [
            .. Enumerable
                .Range(0, names.Count)
                .Where(c => names[c] is not ("customer_id" or "as_of" or "horizon" or "cutoff")),
        ];
        var ids = new List<string>();
        var columns = Array.ConvertAll(features, _ => new List<float>());
        while (table.Next())
        {
            ids.Add(table.CustomerId);
            for (var c = 0; c < features.Length; c++)
                columns[c].Add((float)table.Rows.Number(features[c]));
        }
        return new FeatureFile(path, [.. ids], Array.ConvertAll(columns, c => c.ToArray()));
    }

    /// <summary>The rows of a history's customers in its order, and the rows of all others.</summary>
    /// <exception cref="OrderDataException">A customer of the history is missing.</exception>
    public (int[] History, int[] Others) Split(SubjectTable history)
    {
        var rowOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < CustomerIds.Length; row++)
            rowOf.Add(CustomerIds[row], row);
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
}

using System.Collections.Immutable;

namespace ClvPredict.Data.Sql.Insert;

/// <summary>Which column of a table each column of a file goes to.</summary>
/// <param name="Columns">The table's columns, in the order of the file's.</param>
/// <param name="By">Places among them of the columns that tell which rows to replace; none for all rows.</param>
internal sealed record InsertPlan(ImmutableArray<TargetColumn> Columns, ImmutableArray<int> By)
{
    /// <summary>Brings the columns of a file and a table together.</summary>
    /// <param name="path">Name of the file, for messages.</param>
    /// <param name="names">Its columns.</param>
    /// <param name="table">Name of the table, for messages.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="by">Names of the columns that tell which rows to replace.</param>
    /// <exception cref="OrderDataException">A column of the file is not in the table, one of the table is neither in the file nor
    /// filled in by the database, a type is not written, or the file lacks a column of <paramref name="by"/>.</exception>
    internal static InsertPlan Of(
        string path,
        IReadOnlyList<string> names,
        string table,
        ImmutableArray<TargetColumn> columns,
        ImmutableArray<string> by
    )
    {
        ImmutableArray<int> places = [.. by.Select(PlaceOf)];
        var named = columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        if (names.Where(n => !named.ContainsKey(n)).ToList() is { Count: > 0 } unknown)
            throw new OrderDataException(
                $"{table} has no column {List(unknown)}, which {path} has; add it to the table, or leave it out of the file."
            );
        var written = names.ToHashSet(StringComparer.Ordinal);
        var lacking = columns.Where(c => !c.HasDefault && !written.Contains(c.Name));
        if (lacking.Select(c => c.Name).ToList() is { Count: > 0 } missing)
            throw new OrderDataException(
                $"{path} has no column {List(missing)}, which {table} has; give it a DEFAULT there if it may be absent."
            );
        if (
            names.Select(n => named[n]).FirstOrDefault(c => c.Kind == CellKind.Unsupported) is
            { } odd
        )
            throw new OrderDataException(
                $"{table}: the column {odd.Name} has the type {odd.Type}, which is not written; make it text, a number, a day or a truth value."
            );
        return new InsertPlan([.. names.Select(n => named[n])], places);

        int PlaceOf(string name)
        {
            for (var i = 0; i < names.Count; i++)
            {
                if (string.Equals(names[i], name, StringComparison.Ordinal))
                    return i;
            }
            throw new OrderDataException(
                $"{path} has no column {name} that tells which rows to replace; it has {string.Join(", ", names)}."
            );
        }
    }

    private static string List(List<string> names) => string.Join(", ", names);
}

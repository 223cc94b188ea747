namespace ClvPredict.Data.Ingest;

/// <summary>Customer ids that have been merged into others.</summary>
internal sealed class CustomerAliases
{
    private readonly Dictionary<string, string> _last;

    private CustomerAliases(Dictionary<string, string> last) => _last = last;

    /// <summary>Reads a CSV file whose first column holds old ids and whose second the ids to use instead; chains are
    /// followed to their end.</summary>
    /// <exception cref="OrderDataException">There are not two columns, an id is empty or has two replacements, or ids
    /// replace each other in a circle.</exception>
    internal static CustomerAliases Read(string path)
    {
        var table = CsvTable.Read(path);
        if (table.Columns.Count != 2)
            throw new OrderDataException(
                $"{path} has {table.Columns.Count} columns; expected two: the old customer id and the one to use instead."
            );
        var next = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var row = 0; row < table.RowCount; row++)
        {
            var (old, current) = (table[row, 0].Trim(), table[row, 1].Trim());
            if (old.Length == 0 || current.Length == 0)
                throw new OrderDataException($"{path}, row {row + 1}: an id is empty.");
            if (
                !next.TryAdd(old, current)
                && !string.Equals(next[old], current, StringComparison.Ordinal)
            )
                throw new OrderDataException(
                    $"{path}, row {row + 1}: '{old}' is replaced by '{next[old]}' and by '{current}'."
                );
        }
        return new CustomerAliases(Resolve(next, path));
    }

    /// <summary>The id to use for a customer.</summary>
    internal string Resolve(string customerId) => _last.GetValueOrDefault(customerId, customerId);

    private static Dictionary<string, string> Resolve(Dictionary<string, string> next, string path)
    {
        var last = new Dictionary<string, string>(next.Count, StringComparer.Ordinal);
        var chain = new List<string>();
        foreach (var old in next.Keys)
        {
            chain.Clear();
            var at = old;
            string? end = null;
            while (end is null && next.TryGetValue(at, out var to))
            {
                chain.Add(at);
                if (chain.Count > next.Count)
                    throw new OrderDataException(
                        $"{path}: '{old}' is replaced in a circle. Take one of its lines out."
                    );
                at = to;
                last.TryGetValue(at, out end);
            }
            foreach (var id in chain)
                last[id] = end ?? at;
        }
        return last;
    }
}

using System.Collections.Immutable;

namespace ClvPredict.Data.ParquetOrders;

/// <summary>The keys in the folders of a path, such as <c>year=2024/country=DE/part-0.parquet</c>.</summary>
internal static class HivePartition
{
    private const string NullValue = "__HIVE_DEFAULT_PARTITION__";

    /// <summary>Whether a folder's name is a key with a value.</summary>
    internal static bool IsPartition(string folder) =>
        folder.IndexOf('=', StringComparison.Ordinal) > 0;

    /// <summary>The keys of a file's path from the outermost folder on, with their values; empty for a missing value. Of a
    /// key that is there twice the innermost counts.</summary>
    internal static ImmutableArray<(string Key, string Text)> Keys(string path)
    {
        var keys = new List<(string Key, string Text)>();
        var folders = path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        foreach (var folder in folders[..^1])
        {
            if (!IsPartition(folder))
                continue;
            var at = folder.IndexOf('=', StringComparison.Ordinal);
            var key = Uri.UnescapeDataString(folder[..at]);
            var text = Uri.UnescapeDataString(folder[(at + 1)..]);
            keys.RemoveAll(k => string.Equals(k.Key, key, StringComparison.Ordinal));
            keys.Add((key, string.Equals(text, NullValue, StringComparison.Ordinal) ? "" : text));
        }
        return [.. keys];
    }
}

using System.IO.Enumeration;
using ClvPredict.Data.ParquetOrders;

namespace ClvPredict.Data.Ingest;

/// <summary>Finds the files that a file name, a folder or a pattern stands for.</summary>
internal static class OrderFiles
{
    private static readonly string[] s_csv = [".csv", ".csv.gz"];
    private static readonly char[] s_wildcards = ['*', '?'];

    /// <summary>Whether a name is that of a Parquet file.</summary>
    internal static bool IsParquet(string path) =>
        path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    /// <summary>The files in ordinal order of their paths.</summary>
    /// <exception cref="OrderDataException">There is none, or a folder holds files of both kinds.</exception>
    internal static List<string> Find(string source)
    {
        if (File.Exists(source))
            return [source];
        if (Directory.Exists(source))
            return InFolder(source);
        if (source.IndexOfAny(s_wildcards) < 0)
            throw new OrderDataException($"no such file: {source}");
        var root = Path.GetPathRoot(source) ?? "";
        var parts = source[root.Length..]
            .Split(
                [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar],
                StringSplitOptions.RemoveEmptyEntries
            );
        var matches = Match(root, parts);
        matches.Sort(StringComparer.Ordinal);
        return matches.Count > 0
            ? matches
            : throw new OrderDataException($"no file matches {source}");
    }

    private static List<string> InFolder(string folder)
    {
        var csv = Directory
            .EnumerateFiles(folder)
            .Where(path => s_csv.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        var parquet = ParquetIn(folder).ToList();
        if (csv.Count > 0 && parquet.Count > 0)
        {
            throw new OrderDataException(
                $"{folder} has CSV and Parquet files, such as {csv[0]} and {parquet[0]}; if these are the same orders they would count twice. Name the ones to read, for example \"{Path.Combine(folder, "*.csv")}\"."
            );
        }
        csv.AddRange(parquet);
        csv.Sort(StringComparer.Ordinal);
        return csv.Count > 0
            ? csv
            : throw new OrderDataException(
                $"{folder} is a folder without *.csv, *.csv.gz or *.parquet files."
            );
    }

    /// <summary>The Parquet files of a folder and of its partitions. What begins with _ or . is not finished, or not
    /// data.</summary>
    private static IEnumerable<string> ParquetIn(string folder) =>
        Directory
            .EnumerateFiles(folder)
            .Where(path => IsParquet(path) && Path.GetFileName(path)[0] is not ('.' or '_'))
            .Concat(
                Directory
                    .EnumerateDirectories(folder)
                    .Where(f => HivePartition.IsPartition(Path.GetFileName(f)))
                    .SelectMany(ParquetIn)
            );

    private static List<string> Match(string folder, ReadOnlySpan<string> parts)
    {
        var part = parts[0];
        var rest = parts[1..];
        var isPattern = part.IndexOfAny(s_wildcards) >= 0;
        if (rest.IsEmpty && !isPattern)
            return File.Exists(Path.Combine(folder, part)) ? [Path.Combine(folder, part)] : [];
        var from = folder.Length == 0 ? "." : folder;
        if (!Directory.Exists(from))
            return [];
        var found = new List<string>();
        if (!isPattern)
            return Match(Path.Combine(folder, part), rest);
        foreach (var path in Directory.EnumerateFileSystemEntries(from))
        {
            var name = Path.GetFileName(path);
            if (!FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: false))
                continue;
            var full = Path.Combine(folder, name);
            if (!rest.IsEmpty)
                found.AddRange(Directory.Exists(full) ? Match(full, rest) : []);
            else if (File.Exists(full))
                found.Add(full);
            else if (HivePartition.IsPartition(name))
                found.AddRange(ParquetIn(full));
        }
        return found;
    }
}

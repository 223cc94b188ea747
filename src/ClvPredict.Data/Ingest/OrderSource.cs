using System.IO.Enumeration;

namespace ClvPredict.Data.Ingest;

/// <summary>A file or stream to read orders from.</summary>
/// <param name="Name">Its name in messages and reports.</param>
/// <param name="Open">Opens its bytes.</param>
internal sealed record OrderSource(string Name, Func<Stream> Open)
{
    private static readonly string[] s_extensions = [".csv", ".csv.gz"];

    /// <summary>Resolves files, folders, patterns and "-" in the order given; the files of a folder or pattern are sorted.</summary>
    /// <exception cref="OrderDataException">Something does not exist, matches nothing or is named twice.</exception>
    internal static List<OrderSource> Resolve(IReadOnlyList<string> sources)
    {
        if (sources.Count == 0)
            throw new OrderDataException(
                "No order source was given; name a file, a folder, a pattern such as orders/*.csv.gz, or - for standard input."
            );
        var resolved = new List<OrderSource>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            if (string.Equals(source, "-", StringComparison.Ordinal))
            {
                Add("standard input", "-", Console.OpenStandardInput);
                continue;
            }
            foreach (var path in Files(source))
                Add(path, Path.GetFullPath(path), () => InputFile.Open(path));
        }
        return resolved;

        void Add(string name, string identity, Func<Stream> open)
        {
            if (!seen.Add(identity))
                throw new OrderDataException(
                    $"{name} is named twice among the sources; its orders would count twice."
                );
            resolved.Add(new OrderSource(name, open));
        }
    }

    private static List<string> Files(string source)
    {
        if (File.Exists(source))
            return [source];
        if (Directory.Exists(source))
        {
            var inFolder = Sorted(
                source,
                name => s_extensions.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase))
            );
            return inFolder.Count > 0
                ? inFolder
                : throw new OrderDataException(
                    $"{source} is a folder without *.csv or *.csv.gz files."
                );
        }
        var folder = Path.GetDirectoryName(source) is { Length: > 0 } given ? given : ".";
        var pattern = Path.GetFileName(source);
        if (pattern.AsSpan().IndexOfAny('*', '?') < 0 || !Directory.Exists(folder))
            throw new OrderDataException($"no such file: {source}");
        var matches = Sorted(
            folder,
            name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)
        );
        return matches.Count > 0
            ? matches
            : throw new OrderDataException($"no file matches {source}");
    }

    private static List<string> Sorted(string folder, Predicate<string> fits)
    {
        var files = Directory
            .EnumerateFiles(folder)
            .Where(path => fits(Path.GetFileName(path)))
            .ToList();
        files.Sort(StringComparer.Ordinal);
        return files;
    }
}

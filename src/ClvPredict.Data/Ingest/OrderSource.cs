namespace ClvPredict.Data.Ingest;

/// <summary>A file or stream to read orders from.</summary>
/// <param name="Name">Its name in messages and reports.</param>
/// <param name="Open">Opens its bytes.</param>
internal sealed record OrderSource(string Name, Func<Stream> Open)
{
    /// <summary>Whether it is a Parquet file, of which the name is the path.</summary>
    internal bool IsParquet { get; private init; }

    /// <summary>Bytes of the file; null where that is not known.</summary>
    internal long? Length { get; private init; }

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
            foreach (var path in OrderFiles.Find(source))
                Add(path, Path.GetFullPath(path), () => InputFile.Open(path));
        }
        return resolved;

        void Add(string name, string identity, Func<Stream> open)
        {
            if (!seen.Add(identity))
                throw new OrderDataException(
                    $"{name} is named twice among the sources; its orders would count twice."
                );
            resolved.Add(
                new OrderSource(name, open)
                {
                    IsParquet = OrderFiles.IsParquet(identity),
                    // Pipes have a name, too, and no length.
                    Length =
                        File.Exists(identity) && new FileInfo(identity).Length is > 0 and var length
                            ? length
                            : null,
                }
            );
        }
    }
}

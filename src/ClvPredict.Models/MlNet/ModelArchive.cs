using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>
/// The entries of a model zip in memory. Names use '/', also where the zip has '\', and are compared exactly.
/// A zip is refused when it has more than 10,000 entries, unpacks to more than 1 GiB in total or 512 MiB in one entry,
/// packs more than 200 : 1 (above 1 MiB), names an entry twice or outside the zip, or is damaged in any way.
/// </summary>
public sealed class ModelArchive
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _contents;

    internal ModelArchive(IReadOnlyList<(string Name, ReadOnlyMemory<byte> Content)> entries)
    {
        Names = [.. entries.Select(e => e.Name)];
        _contents = entries.ToDictionary(e => e.Name, e => e.Content, StringComparer.Ordinal);
    }

    /// <summary>Names of the entries in the order of the zip's directory; folders are left out.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Whether there is an entry of exactly this name.</summary>
    public bool Contains(string name) => _contents.ContainsKey(name);

    /// <summary>Finds the content of an entry.</summary>
    /// <returns>False, and empty content, where there is no such entry.</returns>
    public bool TryGet(string name, out ReadOnlyMemory<byte> content) =>
        _contents.TryGetValue(name, out content);

    /// <summary>The content of an entry.</summary>
    /// <exception cref="ModelPackageException">There is no such entry.</exception>
    public ReadOnlyMemory<byte> Get(string name) =>
        _contents.TryGetValue(name, out var content)
            ? content
            : throw new ModelPackageException(
                $"The model zip has no entry {ZipReader.Quote(name)}."
            );

    /// <summary>Reads a zip from a stream to its end. The stream need not be seekable and stays open.</summary>
    /// <exception cref="ModelPackageException">The zip is damaged, too large or no zip at all.</exception>
    public static ModelArchive Read(Stream stream) => new(ZipReader.ReadAll(stream));

    /// <summary>Reads a zip file.</summary>
    /// <exception cref="ModelPackageException">There is no such file, or it is damaged, too large or no zip at all.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ModelArchive Read(string path)
    {
        if (!File.Exists(path))
            throw new ModelPackageException($"{path}: no such model zip.");
        using var stream = File.OpenRead(path);
        try
        {
            return Read(stream);
        }
        catch (ModelPackageException e)
        {
            throw new ModelPackageException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>
    /// Writes a zip: entries in the given order, dated 1980-01-01, deflated. The same entries give the same bytes.
    /// </summary>
    /// <param name="stream">Where to write; it need not be seekable and stays open.</param>
    /// <param name="entries">Names with '/' and contents.</param>
    /// <exception cref="ArgumentException">A name is not allowed or comes twice, or a limit is exceeded.</exception>
    public static void Write(
        Stream stream,
        IEnumerable<(string Name, ReadOnlyMemory<byte> Content)> entries
    ) => ZipWriter.WriteAll(stream, entries);
}

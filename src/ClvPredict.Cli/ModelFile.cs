using System.Security.Cryptography;
using ClvPredict.Models;
using ClvPredict.Models.MlNet;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;
using ClvPredict.Scoring.Registry;

namespace ClvPredict.Cli;

/// <summary>The model zip that a user names: by its path, by a pattern such as models/clv-*.zip that no shell has expanded, or as
/// the current model of a registry, models or models/current.</summary>
internal static class ModelFile
{
    /// <summary>A scorer with a model zip, whose ranges cover the given share of the customers.</summary>
    /// <exception cref="ModelPackageException">The zip is refused; the message says why.</exception>
    public static CustomerScorer Load(string zip, double rangeCoverage) =>
        Load(ModelArchive.Read(zip), rangeCoverage);

    /// <summary>A scorer with the model of a zip that has been read.</summary>
    /// <exception cref="ModelPackageException">The zip is refused; the message says why.</exception>
    public static CustomerScorer Load(ModelArchive archive, double rangeCoverage) =>
        new(ModelPackage.Load(archive) with { RangeCoverage = rangeCoverage });

    /// <summary>The first 16 hexadecimal digits of a zip's SHA-256.</summary>
    public static string Digest(string zip)
    {
        using var file = File.OpenRead(zip);
        return Convert.ToHexStringLower(SHA256.HashData(file))[..16];
    }

    /// <summary>The path of exactly one zip.</summary>
    /// <exception cref="ModelPackageException">No file, or more than one, goes by the name; or the folder has no current
    /// model.</exception>
    public static string Find(string path)
    {
        path = Pattern(path);
        if (Directory.Exists(path))
        {
            var registry = new ModelRegistry(path);
            if (registry.Current() is null)
                throw new ModelPackageException(
                    $"The folder {path} has no current model: name a zip of it, or choose one with `clv models use ZIP`."
                );
            path = registry.CurrentPath;
        }
        return ModelPointer.Resolve(path);
    }

    /// <summary>The file that goes by a pattern; a path that is none stays as it is.</summary>
    /// <exception cref="ModelPackageException">No file, or more than one, goes by the pattern.</exception>
    public static string Pattern(string path) =>
        path.Contains('*', StringComparison.Ordinal) ? Expand(path) : path;

    private static string Expand(string path)
    {
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } d ? d : ".";
        var found = Directory.Exists(folder)
            ? Directory
                .GetFiles(folder, Path.GetFileName(path))
                .Order(StringComparer.Ordinal)
                .ToArray()
            : [];
        return found switch
        {
            [var one] => one,
            [] => throw new ModelPackageException($"No model zip goes by {path}."),
            _ => throw new ModelPackageException(
                $"{found.Length} files go by {path}; name one, such as {found[^1]}."
            ),
        };
    }
}

using System.Text;
using ClvPredict.Data;
using ClvPredict.Models;

namespace ClvPredict.Scoring;

/// <summary>
/// A small text file that names a model zip in its folder, so that many readers can be moved to another model by replacing
/// one file.
/// </summary>
public static class ModelPointer
{
    private const int MaxLength = 256;
    private const string Extension = ".zip";

    /// <summary>The zip that a path stands for: that named by a pointer, or the path itself.</summary>
    /// <exception cref="ModelPackageException">There is no such file, or it names no file in its folder.</exception>
    public static string Resolve(string path)
    {
        if (!File.Exists(path))
            throw new ModelPackageException($"{path}: no such model zip.");
        if (NameIn(path) is not { } name)
            return path;
        var zip = Path.Combine(Path.GetDirectoryName(path) ?? "", name);
        return File.Exists(zip)
            ? zip
            : throw new ModelPackageException($"{path} names {name}, which is not there.");
    }

    /// <summary>The name that a pointer holds; null for a file that is no pointer.</summary>
    /// <exception cref="ModelPackageException">It names no file in its folder.</exception>
    public static string? NameIn(string path)
    {
        if (new FileInfo(path).Length is 0 or > MaxLength)
            return null;
        // A zip starts with PK; a name of a zip ends in .zip.
        var name = Encoding.UTF8.GetString(File.ReadAllBytes(path)).Trim();
        if (!name.EndsWith(Extension, StringComparison.Ordinal))
            return null;
        return IsZipName(name)
            ? name
            : throw new ModelPackageException(
                $"{path} names \"{name}\", which is not a file beside it."
            );
    }

    /// <summary>Whether a text is the name of a zip without a folder.</summary>
    internal static bool IsZipName(string name) =>
        name.Length > Extension.Length
        && name.EndsWith(Extension, StringComparison.Ordinal)
        && name == Path.GetFileName(name);

    /// <summary>Makes a pointer name a zip of its folder, at once for all readers.</summary>
    public static void Set(string path, string zipName) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(zipName + "\n")));
}

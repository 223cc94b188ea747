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

    /// <summary>The zip that a path stands for: that named by a pointer, or the path itself.</summary>
    /// <exception cref="ModelPackageException">There is no such file, or it names no file in its folder.</exception>
    public static string Resolve(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new ModelPackageException($"{path}: no such model zip.");
        if (file.Length is 0 or > MaxLength)
            return path;
        var bytes = File.ReadAllBytes(path);
        // A zip starts with PK; a name of a zip ends in .zip.
        var name = Encoding.UTF8.GetString(bytes).Trim();
        if (!name.EndsWith(".zip", StringComparison.Ordinal))
            return path;
        if (name != Path.GetFileName(name))
            throw new ModelPackageException(
                $"{path} names \"{name}\", which is not a file beside it."
            );
        var zip = Path.Combine(Path.GetDirectoryName(path) ?? "", name);
        return File.Exists(zip)
            ? zip
            : throw new ModelPackageException($"{path} names {name}, which is not there.");
    }

    /// <summary>Makes a pointer name a zip of its folder, at once for all readers.</summary>
    public static void Set(string path, string zipName) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(zipName + "\n")));
}

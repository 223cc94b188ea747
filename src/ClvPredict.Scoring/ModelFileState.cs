using ClvPredict.Models;

namespace ClvPredict.Scoring;

/// <summary>What tells whether a model file is another one than before, without reading it.</summary>
/// <param name="Zip">Path of the zip.</param>
/// <param name="Written">When it was last written.</param>
/// <param name="Length">Its length in bytes.</param>
public readonly record struct ModelFileState(string Zip, DateTime Written, long Length)
{
    /// <summary>The state of a model zip, or of the zip that a pointer names (see <see cref="ModelPointer"/>).</summary>
    /// <exception cref="ModelPackageException">There is no such file, or it names no file in its folder.</exception>
    public static ModelFileState Of(string path)
    {
        var file = new FileInfo(ModelPointer.Resolve(path));
        return file.Exists
            ? new ModelFileState(file.ToString(), file.LastWriteTimeUtc, file.Length)
            : throw new ModelPackageException($"{path}: no such model zip.");
    }
}

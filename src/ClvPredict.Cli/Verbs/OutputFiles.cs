using ClvPredict.Data;

namespace ClvPredict.Cli.Verbs;

/// <summary>Checks of output paths before long work starts.</summary>
internal static class OutputFiles
{
    /// <summary>Refuses formats that cannot be written and folders that do not exist.</summary>
    public static string RequireCsv(string path)
    {
        if (!path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"{path}: only .csv can be written.");
        return RequireFolder(path);
    }

    /// <summary>Refuses formats other than CSV and Parquet and folders that do not exist.</summary>
    public static string RequireTable(string path)
    {
        if (!TableWriter.CanWrite(path))
            throw new UsageException($"{path}: only .csv and .parquet can be written.");
        return RequireFolder(path);
    }

    /// <summary>Refuses two outputs in one file; null stands for an output that is not asked for.</summary>
    public static void RequireDistinct(params ReadOnlySpan<string?> paths)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (path is not null && !seen.Add(Path.GetFullPath(path)))
                throw new UsageException($"{path} is named for two outputs.");
        }
    }

    /// <summary>Whether a file is one of the outputs; null stands for an output that is not asked for.</summary>
    public static bool IsOne(string path, params ReadOnlySpan<string?> outputs)
    {
        foreach (var output in outputs)
        {
            if (
                output is not null
                && string.Equals(
                    Path.GetFullPath(output),
                    Path.GetFullPath(path),
                    StringComparison.Ordinal
                )
            )
                return true;
        }
        return false;
    }

    /// <summary>Refuses a path whose folder does not exist.</summary>
    public static string RequireFolder(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder))
            throw new UsageException($"{path}: the folder {folder} does not exist.");
        return path;
    }
}

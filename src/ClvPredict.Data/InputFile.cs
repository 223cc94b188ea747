namespace ClvPredict.Data;

/// <summary>Opens files that the user named.</summary>
internal static class InputFile
{
    /// <summary>Opens a file for one pass from start to end.</summary>
    /// <exception cref="OrderDataException">There is no such file, or it may not be read.</exception>
    internal static Stream Open(string path)
    {
        try
        {
            return new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read,
                1,
                FileOptions.SequentialScan
            );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new OrderDataException($"no such file: {path}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OrderDataException($"{path} cannot be read: {e.Message}", e);
        }
    }
}

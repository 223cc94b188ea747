namespace ClvPredict.Data;

/// <summary>Writes a file so that a reader sees the old content or the whole new one, never a part.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes to a temporary name in the folder of <paramref name="path"/>, flushes to disk and renames over
    /// <paramref name="path"/>. When <paramref name="write"/> throws, the temporary file is deleted and an existing file
    /// stays as it was. The folder must exist.
    /// </summary>
    /// <param name="path">The file to write.</param>
    /// <param name="write">Writes the content to the stream; the stream is flushed and closed for it.</param>
    /// <exception cref="IOException">The folder does not exist, is not writable or is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to, or the path is a folder.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        using var file = new PendingFile(path);
        write(file.Content);
        file.Commit();
    }
}

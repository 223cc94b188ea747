using System.Globalization;

namespace ClvPredict.Data.Spill;

/// <summary>
/// A folder of this process for what does not fit into memory: clv-spill-MACHINE-ID-RANDOM, deleted when disposed. A file beside
/// it of the same name with .lock is locked as long as the process lives; whoever makes a folder in the same place on the same
/// machine deletes those whose lock can be had, since their processes are gone. Those of other machines are left alone: not every
/// shared file system tells one machine of the locks of another.
/// </summary>
public sealed class SpillFolder : IDisposable
{
    private static readonly string s_prefix =
        $"clv-spill-{string.Concat(Environment.MachineName.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'))}-";
    private const string LockEnding = ".lock";
    private const int Attempts = 20;

    // What others may write meanwhile.
    private const long Reserve = 64L << 20;

    private readonly FileStream _lock;

    private SpillFolder(string path, FileStream taken)
    {
        Path = path;
        _lock = taken;
        Directory.CreateDirectory(path);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Folders of dead processes that were deleted.</summary>
    public int StaleDeleted { get; private init; }

    /// <summary>Makes a folder, after deleting those of processes that are gone.</summary>
    /// <param name="parent">An existing folder.</param>
    /// <exception cref="IOException">The parent does not exist or cannot be written to.</exception>
    public static SpillFolder Create(string parent)
    {
        ArgumentException.ThrowIfNullOrEmpty(parent);
        var stale = DeleteStale(parent);
        for (var attempt = 0; ; attempt++)
        {
            var name = string.Create(
                CultureInfo.InvariantCulture,
                $"{s_prefix}{Environment.ProcessId}-{System.IO.Path.GetRandomFileName()}"
            );
            var path = System.IO.Path.Combine(parent, name);
            // Between making and locking the file another process may take it for one that was left behind.
            if (TryLock(path + LockEnding, FileMode.CreateNew) is { } taken)
            {
                if (File.Exists(path + LockEnding))
                    return new SpillFolder(path, taken) { StaleDeleted = stale };
                taken.Dispose();
            }
            if (attempt == Attempts)
                throw new IOException(
                    $"{parent}: no folder can be made there for what does not fit into memory."
                );
        }
    }

    /// <summary>Refuses to go on where the disk has less room.</summary>
    /// <param name="bytes">About to be written.</param>
    /// <param name="what">What for, for the message.</param>
    /// <exception cref="IOException">There is less room.</exception>
    public void RequireRoom(long bytes, string what)
    {
        var free = FreeBytes;
        if (free < bytes + Reserve)
            throw new IOException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what} needs up to {Megabytes(bytes + Reserve):N0} MB in {Parent}, where {Megabytes(free):N0} MB are free. Make room, name another folder with --temp, or give more --memory."
                )
            );
    }

    /// <summary>Deletes the folder and gives up the lock.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody has deleted it by hand.
        }
        finally
        {
            File.Delete(_lock.Name);
            _lock.Dispose();
        }
    }

    /// <summary>Bytes that are free on the disk.</summary>
    internal long FreeBytes => new DriveInfo(Path).AvailableFreeSpace;

    /// <summary>Where the folder was made.</summary>
    internal string Parent => System.IO.Path.GetDirectoryName(Path)!;

    private static double Megabytes(long bytes) => bytes / (double)(1 << 20);

    private static int DeleteStale(string parent)
    {
        var deleted = 0;
        foreach (var path in Directory.EnumerateFiles(parent, s_prefix + "*" + LockEnding))
        {
            using var taken = TryLock(path, FileMode.Open);
            if (taken is not null && Delete(path[..^LockEnding.Length], path))
                deleted++;
        }
        return deleted;
    }

    // Whether there was a folder and is none any more; what cannot be deleted is for somebody else to delete.
    private static bool Delete(string folder, string lockPath)
    {
        try
        {
            var isThere = Directory.Exists(folder);
            if (isThere)
                Directory.Delete(folder, recursive: true);
            File.Delete(lockPath);
            return isThere;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The lock; null while another process has it, when it is another user's, or when it is not there any more.</summary>
    private static FileStream? TryLock(string path, FileMode mode)
    {
        try
        {
            return new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e)
            when (e is IOException and not DirectoryNotFoundException
                || (e is UnauthorizedAccessException && mode == FileMode.Open)
            )
        {
            return null;
        }
    }
}

namespace ClvPredict.Data;

/// <summary>A file under a temporary name beside its final one; it takes its name on <see cref="Commit"/> and is deleted
/// when disposed without.</summary>
internal sealed class PendingFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporaryPath;
    private readonly FileStream _content;
    private bool _committed;

    internal PendingFile(string path)
    {
        _path = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(_path) ?? _path;
        _temporaryPath = Path.Combine(
            folder,
            $".{Path.GetFileName(_path)}.{Path.GetRandomFileName()}.tmp"
        );
        _content = new FileStream(
            _temporaryPath,
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            1 << 16
        );
    }

    internal Stream Content => _content;

    internal void Commit()
    {
        _content.Flush(flushToDisk: true);
        _content.Dispose();
        File.Move(_temporaryPath, _path, overwrite: true);
        _committed = true;
    }

    public void Dispose()
    {
        try
        {
            _content.Dispose();
        }
        finally
        {
            if (!_committed)
                File.Delete(_temporaryPath);
        }
    }
}

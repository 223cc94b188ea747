using Microsoft.Win32.SafeHandles;

namespace ClvPredict.Data.Parquet.Format;

/// <summary>Positional reads of a file or a seekable stream; safe to use from several threads at once.</summary>
internal sealed class ParquetSource : IDisposable
{
    private readonly SafeFileHandle? _handle;
    private readonly Stream? _stream;
    private readonly Lock _streamLock = new();

    internal ParquetSource(SafeFileHandle handle)
    {
        _handle = handle;
        Length = RandomAccess.GetLength(handle);
    }

    /// <summary>A source over a stream that stays open.</summary>
    internal ParquetSource(Stream stream)
    {
        _stream = stream;
        Length = stream.Length;
    }

    /// <summary>Bytes of the whole file.</summary>
    internal long Length { get; }

    /// <summary>Fills the target with the bytes from an offset on.</summary>
    /// <exception cref="InvalidDataException">The file ends before, or cannot be read.</exception>
    internal void Read(long offset, Span<byte> target)
    {
        if (offset < 0 || offset > Length - target.Length)
            Fault.Throw(
                $"{target.Length} bytes at offset {offset} are needed, but the file has {Length}"
            );
        try
        {
            ReadAll(offset, target);
        }
        catch (IOException e)
        {
            throw new InvalidDataException($"the file cannot be read: {e.Message}", e);
        }
    }

    public void Dispose() => _handle?.Dispose();

    private void ReadAll(long offset, Span<byte> target)
    {
        if (_stream is not null)
        {
            lock (_streamLock)
            {
                _stream.Position = offset;
                _stream.ReadExactly(target);
            }
            return;
        }
        while (!target.IsEmpty)
        {
            var count = RandomAccess.Read(_handle!, target, offset);
            if (count == 0)
                Fault.Throw("the file became shorter while it was read");
            target = target[count..];
            offset += count;
        }
    }
}

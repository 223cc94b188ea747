using System.Buffers.Binary;
using System.IO.Compression;

namespace ClvPredict.Data.Spill;

/// <summary>A file of compressed sections that are written one after the other and read back from the first on. The file has no
/// use after the process. Not thread-safe.</summary>
/// <param name="path">There must be none so far.</param>
/// <exception cref="IOException">It cannot be made.</exception>
public sealed class SpillFile(string path) : IDisposable
{
    private readonly FileStream _file = new(
        path,
        FileMode.CreateNew,
        FileAccess.ReadWrite,
        FileShare.None,
        bufferSize: 0,
        FileOptions.None
    );

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Bytes written.</summary>
    public long Length => _file.Length;

    /// <summary>Adds a section.</summary>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    public void Append(ReadOnlySpan<byte> content)
    {
        // A block of the file: its length when compressed and when not, then the bytes.
        using var compressed = new MemoryStream(content.Length / 2);
        compressed.SetLength(2 * sizeof(int));
        compressed.Position = compressed.Length;
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(content);
        var bytes = compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length - (2 * sizeof(int)));
        BinaryPrimitives.WriteInt32LittleEndian(bytes[sizeof(int)..], content.Length);
        _file.Write(bytes);
    }

    /// <summary>Reads a section.</summary>
    /// <param name="position">Where it begins; 0 for the first. Afterwards that of the next one.</param>
    /// <param name="room">Room for it, made larger where it is too small.</param>
    /// <returns>The number of bytes; -1 behind the last section.</returns>
    /// <exception cref="InvalidDataException">The disk gave back other bytes than were written.</exception>
    public int Read(ref long position, ref byte[] room)
    {
        if (position >= _file.Length)
            return -1;
        _file.Position = position;
        Span<byte> lengths = stackalloc byte[2 * sizeof(int)];
        _file.ReadExactly(lengths);
        var stored = BinaryPrimitives.ReadInt32LittleEndian(lengths);
        var length = BinaryPrimitives.ReadInt32LittleEndian(lengths[sizeof(int)..]);
        if (room.Length < length)
            room = new byte[length];
        var bytes = new byte[stored];
        _file.ReadExactly(bytes);
        using var zlib = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
        zlib.ReadExactly(room.AsSpan(0, length));
        // The checksum stands behind the last byte.
        if (zlib.ReadByte() >= 0)
            throw new InvalidDataException($"{_file.Name} is not what was written to it.");
        position += lengths.Length + stored;
        return length;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

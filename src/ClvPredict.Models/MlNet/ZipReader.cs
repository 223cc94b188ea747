using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace ClvPredict.Models.MlNet;

/// <summary>
/// Reads a zip by its directory, checking every size against the bytes at hand before using it. Split, encrypted and
/// 64-bit zips are refused.
/// </summary>
internal sealed class ZipReader
{
    private readonly byte[] _zip;
    private readonly List<(string Name, ReadOnlyMemory<byte> Content)> _entries = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private long _totalBytes;
    private long _totalPacked;

    private ZipReader(byte[] zip) => _zip = zip;

    public static List<(string Name, ReadOnlyMemory<byte> Content)> ReadAll(Stream stream)
    {
        var reader = new ZipReader(ToBytes(stream));
        reader.ReadDirectory();
        return reader._entries;
    }

    /// <summary>A name as messages show it: at most 80 characters, control characters replaced.</summary>
    public static string Quote(string name)
    {
        var shown = name.Length > 80 ? name[..80] + "…" : name;
        return "'" + string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c)) + "'";
    }

    private static byte[] ToBytes(Stream stream)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0; )
        {
            if (copy.Length + read > ZipFormat.MaxTotalBytes)
                throw new ModelPackageException("The model zip is larger than 1 GiB.");
            copy.Write(buffer, 0, read);
        }
        return copy.ToArray();
    }

    private void ReadDirectory()
    {
        int end = FindEnd();
        var tail = _zip.AsSpan(end);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(tail[10..]);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(tail[12..]);
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(tail[16..]);
        if (
            BinaryPrimitives.ReadUInt32LittleEndian(tail[4..]) != 0
            || BinaryPrimitives.ReadUInt16LittleEndian(tail[8..]) != count
        )
        {
            throw new ModelPackageException("The model zip is split over several files.");
        }
        if (count > ZipFormat.MaxEntries)
            throw Fault($"The model zip has {count} entries; {ZipFormat.MaxEntries} are allowed.");
        if ((long)offset + size != end)
            throw new ModelPackageException(
                "The directory of the model zip is not where the end record says."
            );
        int position = (int)offset;
        for (int i = 0; i < count; i++)
            position = ReadEntry(position, end);
        if (position != end)
            throw new ModelPackageException("The directory of the model zip has bytes left over.");
    }

    private int FindEnd()
    {
        int last = _zip.Length - ZipFormat.EndLength;
        for (int p = last; p >= Math.Max(0, last - ushort.MaxValue); p--)
        {
            var at = _zip.AsSpan(p);
            if (
                BinaryPrimitives.ReadUInt32LittleEndian(at) == ZipFormat.EndSignature
                && p + ZipFormat.EndLength + BinaryPrimitives.ReadUInt16LittleEndian(at[20..])
                    == _zip.Length
            )
            {
                return p;
            }
        }
        throw new ModelPackageException("The file is not a zip, or its end is missing.");
    }

    private int ReadEntry(int position, int end)
    {
        if (end - position < ZipFormat.DirectoryLength)
            throw new ModelPackageException("The directory of the model zip ends too early.");
        var head = _zip.AsSpan(position);
        if (BinaryPrimitives.ReadUInt32LittleEndian(head) != ZipFormat.DirectorySignature)
            throw Fault($"The directory of the model zip is damaged at byte {position}.");
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
        int next =
            position
            + ZipFormat.DirectoryLength
            + nameLength
            + BinaryPrimitives.ReadUInt16LittleEndian(head[30..])
            + BinaryPrimitives.ReadUInt16LittleEndian(head[32..]);
        if (next > end)
            throw new ModelPackageException("The directory of the model zip ends inside an entry.");
        var nameBytes = head.Slice(ZipFormat.DirectoryLength, nameLength);
        if (!Utf8.IsValid(nameBytes))
            throw Fault($"The name at byte {position} of the model zip is not UTF-8.");
        var name = Encoding.UTF8.GetString(nameBytes).Replace('\\', '/');
        uint packed = BinaryPrimitives.ReadUInt32LittleEndian(head[20..]);
        uint unpacked = BinaryPrimitives.ReadUInt32LittleEndian(head[24..]);
        if (name.EndsWith('/') && unpacked == 0)
            return next;
        CheckEntry(name, packed, unpacked);
        if ((BinaryPrimitives.ReadUInt16LittleEndian(head[8..]) & 1) != 0)
            throw Fault($"Entry {Quote(name)} of the model zip is encrypted.");
        var content = Unpack(
            name,
            BinaryPrimitives.ReadUInt16LittleEndian(head[10..]),
            PackedBytes(
                name,
                nameBytes,
                BinaryPrimitives.ReadUInt32LittleEndian(head[42..]),
                packed
            ),
            (int)unpacked
        );
        if (Crc32.Of(content) != BinaryPrimitives.ReadUInt32LittleEndian(head[16..]))
            throw Fault($"Entry {Quote(name)} of the model zip is damaged: its checksum differs.");
        _entries.Add((name, content));
        return next;
    }

    private void CheckEntry(string name, uint packed, uint unpacked)
    {
        if (ZipFormat.FaultOfName(name) is { } fault)
            throw Fault($"Entry {Quote(name)} of the model zip is refused: {fault}.");
        if (!_names.Add(name))
            throw Fault($"Entry {Quote(name)} is in the model zip twice.");
        if (packed == uint.MaxValue || unpacked == uint.MaxValue)
            throw Fault(
                $"Entry {Quote(name)} of the model zip uses the 64-bit format, which model zips never need."
            );
        _totalBytes += unpacked;
        if (unpacked > ZipFormat.MaxEntryBytes || _totalBytes > ZipFormat.MaxTotalBytes)
            throw Fault($"Entry {Quote(name)} makes the model zip unpack to more than is allowed.");
        _totalPacked += packed;
        if (_totalPacked > _zip.Length)
            throw Fault(
                $"Entry {Quote(name)} of the model zip shares its bytes with another entry."
            );
        if (unpacked > ZipFormat.RatioFreeBytes && unpacked > ZipFormat.MaxRatio * packed)
            throw Fault(
                $"Entry {Quote(name)} unpacks from {packed} to {unpacked} bytes, more than 200 : 1."
            );
    }

    private ReadOnlyMemory<byte> PackedBytes(
        string name,
        ReadOnlySpan<byte> nameBytes,
        uint offset,
        uint packed
    )
    {
        if (offset + (long)ZipFormat.LocalLength > _zip.Length)
            throw Fault($"Entry {Quote(name)} of the model zip starts beyond the end of the file.");
        var head = _zip.AsSpan((int)offset);
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(head[26..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
        long start = offset + (long)ZipFormat.LocalLength + nameLength + extraLength;
        if (
            BinaryPrimitives.ReadUInt32LittleEndian(head) != ZipFormat.LocalSignature
            || start + packed > _zip.Length
        )
            throw Fault($"Entry {Quote(name)} of the model zip is not where the directory says.");
        if (!head.Slice(ZipFormat.LocalLength, nameLength).SequenceEqual(nameBytes))
            throw Fault(
                $"Entry {Quote(name)} of the model zip has another name in front of its content."
            );
        return _zip.AsMemory((int)start, (int)packed);
    }

    private byte[] Unpack(string name, ushort method, ReadOnlyMemory<byte> packed, int unpacked)
    {
        if (method == ZipFormat.Stored && packed.Length == unpacked)
            return packed.ToArray();
        if (method != ZipFormat.Deflated)
            throw Fault(
                $"Entry {Quote(name)} of the model zip is packed with method {method} or has a wrong size."
            );
        var content = new byte[unpacked];
        try
        {
            using var source = new MemoryStream(
                _zip,
                Offset(packed),
                packed.Length,
                writable: false
            );
            using var inflate = new DeflateStream(source, CompressionMode.Decompress);
            int read = inflate.ReadAtLeast(content, unpacked, throwOnEndOfStream: false);
            if (read != unpacked || inflate.ReadByte() >= 0)
                throw Fault(
                    $"Entry {Quote(name)} does not unpack to the {unpacked} bytes that the zip declares."
                );
        }
        catch (InvalidDataException e)
        {
            throw new ModelPackageException(
                $"Entry {Quote(name)} of the model zip cannot be unpacked.",
                e
            );
        }
        return content;
    }

    private static int Offset(ReadOnlyMemory<byte> part) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(part, out var segment)
            ? segment.Offset
            : 0;

    private static ModelPackageException Fault(FormattableString text) =>
        new(text.ToString(CultureInfo.InvariantCulture));
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ClvPredict.Models.MlNet;

/// <summary>Writes zips whose bytes depend on nothing but the entries: no clock, no file attributes, no extra fields.</summary>
internal static class ZipWriter
{
    private const ushort Version = 20;
    private const ushort Utf8Names = 0x0800;

    /// <summary>1980-01-01 00:00:00 as date and time of MS-DOS: the earliest that a zip can say.</summary>
    private const uint Dated = 0x0021_0000;

    public static void WriteAll(
        Stream stream,
        IEnumerable<(string Name, ReadOnlyMemory<byte> Content)> entries
    )
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var directory = new MemoryStream();
        long position = 0;
        long total = 0;
        foreach (var (name, content) in entries)
        {
            if (ZipFormat.FaultOfName(name) is { } fault)
                throw new ArgumentException($"Entry '{name}': {fault}.", nameof(entries));
            if (!names.Add(name) || names.Count > ZipFormat.MaxEntries)
                throw new ArgumentException(
                    $"Entry '{name}' comes twice or is one too many.",
                    nameof(entries)
                );
            var packed = Pack(content);
            total += content.Length;
            if (content.Length > ZipFormat.MaxEntryBytes || total > ZipFormat.MaxTotalBytes)
                throw new ArgumentException(
                    $"Entry '{name}' makes the zip too large.",
                    nameof(entries)
                );
            var nameBytes = Encoding.UTF8.GetBytes(name);
            WriteHeader(directory, packed, content, nameBytes, (uint)position);
            position += WriteHeader(stream, packed, content, nameBytes, localOffset: null);
            stream.Write(packed.Span);
            position += packed.Length;
        }
        stream.Write(directory.GetBuffer(), 0, (int)directory.Length);
        WriteEnd(stream, names.Count, (uint)directory.Length, (uint)position);
    }

    /// <summary>The deflated content, or the content itself where deflating does not make it shorter.</summary>
    private static ReadOnlyMemory<byte> Pack(ReadOnlyMemory<byte> content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(content.Span);
        bool tooDense =
            content.Length > ZipFormat.RatioFreeBytes
            && content.Length > ZipFormat.MaxRatio * packed.Length;
        return packed.Length < content.Length && !tooDense ? packed.ToArray() : content;
    }

    /// <summary>Writes the header before the content, or the one in the directory when there is an offset.</summary>
    private static int WriteHeader(
        Stream stream,
        ReadOnlyMemory<byte> packed,
        ReadOnlyMemory<byte> content,
        byte[] name,
        uint? localOffset
    )
    {
        bool isLocal = localOffset is null;
        var header = new byte[isLocal ? ZipFormat.LocalLength : ZipFormat.DirectoryLength];
        BinaryPrimitives.WriteUInt32LittleEndian(
            header,
            isLocal ? ZipFormat.LocalSignature : ZipFormat.DirectorySignature
        );
        var common = header.AsSpan(4);
        if (!isLocal)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(common, Version);
            common = common[2..];
        }
        bool isStored = packed.Equals(content);
        BinaryPrimitives.WriteUInt16LittleEndian(common, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(
            common[2..],
            name.All(b => b < 128) ? (ushort)0 : Utf8Names
        );
        BinaryPrimitives.WriteUInt16LittleEndian(
            common[4..],
            isStored ? ZipFormat.Stored : ZipFormat.Deflated
        );
        BinaryPrimitives.WriteUInt32LittleEndian(common[6..], Dated);
        BinaryPrimitives.WriteUInt32LittleEndian(common[10..], Crc32.Of(content.Span));
        BinaryPrimitives.WriteUInt32LittleEndian(common[14..], (uint)packed.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(common[18..], (uint)content.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(common[22..], (ushort)name.Length);
        if (localOffset is { } offset)
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), offset);
        stream.Write(header);
        stream.Write(name);
        return header.Length + name.Length;
    }

    private static void WriteEnd(
        Stream stream,
        int count,
        uint directoryLength,
        uint directoryOffset
    )
    {
        var end = new byte[ZipFormat.EndLength];
        BinaryPrimitives.WriteUInt32LittleEndian(end, ZipFormat.EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), directoryLength);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), directoryOffset);
        stream.Write(end);
    }
}

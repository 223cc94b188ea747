using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace ClvPredict.Models.MlNet;

/// <summary>
/// The envelope of every Model.key: which component it is, its model block, the strings the block refers to and the
/// name of the .NET assembly that ML.NET loads the component from. That name is compared with nothing and resolved by
/// nobody here.
/// </summary>
public sealed record ModelKey
{
    private const ulong HeadSignature = 0x4C45444F4D004C4D;
    private const ulong TailSignature = 0x4D4C004D4F44454C;
    private const uint ContainerVersion = 0x00010002;
    private const uint OldestContainerVersion = 0x00010001;
    private const int HeaderLength = 0x100;
    private const int PaddingStart = 0x9C;

    /// <summary>Eight Latin-1 characters such as "XF CHAIN".</summary>
    public required string Signature { get; init; }

    /// <summary>The version the block was written in.</summary>
    public required uint VersionWritten { get; init; }

    /// <summary>The oldest version that can read the block.</summary>
    public required uint VersionReadable { get; init; }

    /// <summary>The loader's name, such as "TransformerChain"; at most 24 Latin-1 characters.</summary>
    public required string Loader { get; init; }

    /// <summary>Another name of the loader; empty when there is none.</summary>
    public string AlternativeLoader { get; init; } = "";

    /// <summary>The .NET display name of the assembly, or null.</summary>
    public string? AssemblyName { get; init; }

    /// <summary>The strings that the block refers to by position.</summary>
    public ImmutableArray<string> Strings { get; init; } = [];

    /// <summary>What the component wrote.</summary>
    public required ReadOnlyMemory<byte> Model { get; init; }

    /// <summary>Reads an envelope, checking every field.</summary>
    /// <param name="entry">The entry's name, for messages.</param>
    /// <param name="content">The entry's bytes.</param>
    /// <exception cref="ModelPackageException">A field contradicts another or the length.</exception>
    public static ModelKey Parse(string entry, ReadOnlyMemory<byte> content)
    {
        var reader = new ByteReader(entry, content);
        if (reader.Left < HeaderLength || reader.UInt64() != HeadSignature)
            throw reader.Fault($"it does not begin like an ML.NET model");
        uint written = reader.UInt32();
        uint readable = reader.UInt32();
        if (written < OldestContainerVersion || readable > written || readable > ContainerVersion)
            throw reader.Unsupported(
                $"its container has version 0x{written:X} (readable from 0x{readable:X})"
            );
        var model = (Start: reader.Int64(), Length: reader.Int64());
        var table = (Start: reader.Int64(), Length: reader.Int64());
        var characters = (Start: reader.Int64(), Length: reader.Int64());
        var signature = Latin1(reader.Take(8).Span).Replace('\0', ' ');
        uint modelWritten = reader.UInt32();
        uint modelReadable = reader.UInt32();
        var loader = PaddedName(reader, "loader");
        var alternative = PaddedName(reader, "alternative loader");
        long tailStart = reader.Int64();
        long end = reader.Int64();
        long nameStart = reader.Int64();
        long nameLength = reader.UInt32();
        if (
            content[PaddingStart..HeaderLength].Span.ContainsAnyExcept((byte)0)
            && written >= ContainerVersion
        )
            throw reader.Fault($"its header has stray bytes");
        reader.Take(HeaderLength - reader.Position);

        if (model.Start != HeaderLength)
            throw reader.Fault($"its model block does not follow the header");
        var block = reader.Take(model.Length);
        var strings = ReadStrings(reader, table, characters);
        string? assembly = null;
        if (written >= ContainerVersion && nameStart != 0)
        {
            if (nameStart != reader.Position)
                throw reader.Fault($"the assembly name is not where its header says");
            assembly = Utf16(reader.Take(nameLength).Span);
        }
        if (
            tailStart != reader.Position
            || reader.UInt64() != TailSignature
            || end != reader.Position
        )
            throw reader.Fault($"its end is not where its header says");
        reader.End();
        return new ModelKey
        {
            Signature = signature,
            VersionWritten = modelWritten,
            VersionReadable = modelReadable,
            Loader = loader,
            AlternativeLoader = alternative,
            AssemblyName = assembly,
            Strings = strings,
            Model = block,
        };
    }

    /// <summary>The bytes of the entry, as ML.NET writes them.</summary>
    public byte[] ToBytes()
    {
        long tableStart = Strings.Length == 0 ? 0 : HeaderLength + Model.Length;
        long tableLength = 8L * Strings.Length;
        long charactersStart = Strings.Length == 0 ? 0 : tableStart + tableLength;
        long charactersLength = Strings.Sum(s => 2L * s.Length);
        long afterStrings = HeaderLength + Model.Length + tableLength + charactersLength;
        int nameLength = 2 * (AssemblyName?.Length ?? 0);
        var writer = new ByteWriter();
        writer.UInt64(HeadSignature);
        writer.UInt32(ContainerVersion);
        writer.UInt32(ContainerVersion);
        foreach (
            long value in (ReadOnlySpan<long>)
                [
                    HeaderLength,
                    Model.Length,
                    tableStart,
                    tableLength,
                    charactersStart,
                    charactersLength,
                ]
        )
        {
            writer.Int64(value);
        }
        writer.Bytes(Encoding.Latin1.GetBytes(Signature.Replace(' ', '\0')));
        writer.UInt32(VersionWritten);
        writer.UInt32(VersionReadable);
        writer.Bytes(Encoding.Latin1.GetBytes(Loader.PadRight(24, '\0')));
        writer.Bytes(Encoding.Latin1.GetBytes(AlternativeLoader.PadRight(24, '\0')));
        writer.Int64(afterStrings + nameLength);
        writer.Int64(afterStrings + nameLength + 8);
        writer.Int64(AssemblyName is null ? 0 : afterStrings);
        writer.UInt32((uint)nameLength);
        writer.Zeros(HeaderLength - PaddingStart);
        writer.Bytes(Model.Span);
        long limit = 0;
        foreach (var text in Strings)
            writer.Int64(limit += 2L * text.Length);
        foreach (var text in Strings)
            writer.Bytes(MemoryMarshal.AsBytes(text.AsSpan()));
        writer.Bytes(MemoryMarshal.AsBytes(AssemblyName.AsSpan()));
        writer.UInt64(TailSignature);
        return writer.ToArray();
    }

    private static ImmutableArray<string> ReadStrings(
        ByteReader reader,
        (long Start, long Length) table,
        (long Start, long Length) characters
    )
    {
        if (table.Start == 0)
        {
            return table.Length == 0 && characters is (0, 0)
                ? []
                : throw reader.Fault($"it has strings without a string table");
        }
        if (table.Start != reader.Position || table.Length % 8 != 0 || table.Length > reader.Left)
            throw reader.Fault($"its string table is not where its header says");
        var limits = reader.Array<long>((int)(table.Length / 8), "strings");
        if (
            characters.Start != reader.Position
            || (limits.IsEmpty ? 0 : limits[^1]) != characters.Length
        )
            throw reader.Fault($"its strings are not where its header says");
        var text = reader.Take(characters.Length).Span;
        var strings = ImmutableArray.CreateBuilder<string>(limits.Length);
        long start = 0;
        foreach (long limit in limits)
        {
            if (limit < start || limit > text.Length || limit % 2 != 0)
                throw reader.Fault($"string {strings.Count} ends at byte {limit}");
            strings.Add(Utf16(text[(int)start..(int)limit]));
            start = limit;
        }
        return strings.MoveToImmutable();
    }

    private static string PaddedName(ByteReader reader, string what)
    {
        var name = Latin1(reader.Take(24).Span).TrimEnd('\0');
        return name.Contains('\0', StringComparison.Ordinal)
            ? throw reader.Fault($"the name of its {what} has a zero inside")
            : name;
    }

    private static string Latin1(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    private static string Utf16(ReadOnlySpan<byte> bytes) =>
        new(MemoryMarshal.Cast<byte, char>(bytes));
}

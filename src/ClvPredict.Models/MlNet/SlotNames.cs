using System.Collections.Immutable;
using System.IO.Compression;

namespace ClvPredict.Models.MlNet;

/// <summary>Names of the places of a vector, which ML.NET stores with a schema as the annotation SlotNames.</summary>
internal static class SlotNames
{
    private const string Kind = "SlotNames";

    /// <summary>Names can take more bytes unpacked than the schema has; no vector of columns comes near this.</summary>
    private const int MaxBytes = 1 << 24;

    /// <summary>The names, one a place; empty where the schema does not name every place, or names one twice.</summary>
    /// <exception cref="ModelPackageException">The annotation is damaged.</exception>
    public static ImmutableArray<string> Of(SchemaColumn column)
    {
        if (
            column.Type.SingleVectorLength is not { } length
            || column.Annotations.LastOrDefault(a => a.Kind == Kind) is not { } annotation
        )
            return [];
        var block = new ByteReader($"{Kind} of {column.Name}", Unpack(annotation));
        if (block.Int32() != 1 || block.Int32() != length)
            return [];
        bool isDense = block.Int32() < 0;
        block.Array<int>("indices");
        int count = block.Count(sizeof(int), "names");
        if (!isDense || count != length)
            return [];
        var ends = block.Array<int>(count, "names");
        var characters = block.Utf8Text();
        var names = ImmutableArray.CreateBuilder<string>(count);
        int start = 0;
        foreach (int end in ends)
        {
            if (end < start || end > characters.Length)
                throw block.Fault($"name {names.Count} ends at character {end}");
            names.Add(characters[start..end]);
            start = end;
        }
        return names.Contains("") || names.Distinct(StringComparer.Ordinal).Count() != count
            ? []
            : names.MoveToImmutable();
    }

    private static ReadOnlyMemory<byte> Unpack(SchemaAnnotation annotation)
    {
        if (!annotation.IsDeflated)
            return annotation.Block.AsMemory();
        try
        {
            using var packed = new MemoryStream([.. annotation.Block], writable: false);
            using var inflate = new DeflateStream(packed, CompressionMode.Decompress);
            var content = new byte[(int)Math.Min(MaxBytes, 1024L * annotation.Block.Length + 64)];
            int read = inflate.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return content.AsMemory(0, read);
        }
        catch (InvalidDataException e)
        {
            throw new ModelPackageException("Names of a vector's places cannot be unpacked.", e);
        }
    }
}

using System.Buffers.Binary;
using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>
/// The type of a column as ML.NET's binary format describes it: the codec's name and its parameters, which are kept as
/// they are and understood for vectors only.
/// </summary>
/// <param name="Codec">For example "Single", "TextSpan", "VBuffer".</param>
/// <param name="Parameters">The codec's parameters as stored; empty for scalars.</param>
public sealed record ColumnType(string Codec, ImmutableArray<byte> Parameters)
{
    /// <summary>A float32 number.</summary>
    public static ColumnType Number { get; } = new("Single", []);

    /// <summary>True or false.</summary>
    public static ColumnType Boolean { get; } = new("Boolean", []);

    /// <summary>Text.</summary>
    public static ColumnType Text { get; } = new("TextSpan", []);

    /// <summary>A vector of float32 numbers.</summary>
    public static ColumnType Vector(int length)
    {
        var writer = new ByteWriter();
        Number.Write(writer);
        writer.Int32(1);
        writer.Int32(length);
        return new ColumnType("VBuffer", [.. writer.ToArray()]);
    }

    /// <summary>Whether two types are described by the same bytes.</summary>
    public bool Equals(ColumnType? other) =>
        other is not null
        && string.Equals(Codec, other.Codec, StringComparison.Ordinal)
        && Parameters.AsSpan().SequenceEqual(other.Parameters.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Codec, Parameters.Length);

    /// <summary>Length of a vector of float32 numbers of known length; null for every other type.</summary>
    internal int? SingleVectorLength
    {
        get
        {
            // Codec "Single" (1 + 6 bytes), no parameters (1), number of dimensions (4), dimensions (4 each).
            ReadOnlySpan<byte> item = [6, .. "Single"u8, 0];
            var bytes = Parameters.AsSpan();
            if (Codec is not "VBuffer" || bytes.Length < 12 || !bytes.StartsWith(item))
                return null;
            int dimensions = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
            if (dimensions < 1 || bytes.Length - 12 != 4L * dimensions)
                return null;
            long length = 1;
            for (int d = 0; d < dimensions && length is > 0 and <= int.MaxValue; d++)
                length *= BinaryPrimitives.ReadInt32LittleEndian(bytes[(12 + 4 * d)..]);
            return length is > 0 and <= int.MaxValue ? (int)length : null;
        }
    }

    internal static ColumnType Read(ByteReader reader)
    {
        var codec = reader.Utf8Text();
        return new ColumnType(codec, [.. reader.Take(reader.Leb128()).Span]);
    }

    internal void Write(ByteWriter writer)
    {
        writer.Utf8Text(Codec);
        writer.Leb128(Parameters.Length);
        writer.Bytes(Parameters.AsSpan());
    }
}

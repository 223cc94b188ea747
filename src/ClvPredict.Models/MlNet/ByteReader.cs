using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace ClvPredict.Models.MlNet;

/// <summary>
/// Reads little-endian values from one entry of a model zip. Every length is compared with the bytes left before
/// anything is allocated; every fault is a <see cref="ModelPackageException"/> that names the entry.
/// </summary>
internal sealed class ByteReader(string entry, ReadOnlyMemory<byte> bytes)
{
    private readonly ReadOnlyMemory<byte> _bytes = bytes;

    public string Entry { get; } = entry;

    public int Position { get; private set; }

    public int Left => _bytes.Length - Position;

    public byte Byte() => Take(1).Span[0];

    public int Int32() => Value<int>();

    public uint UInt32() => Value<uint>();

    public long Int64() => Value<long>();

    public ulong UInt64() => Value<ulong>();

    public float Single() => Value<float>();

    public double Double() => Value<double>();

    /// <summary>A length of elements that take at least <paramref name="elementBytes"/> bytes each.</summary>
    public int Count(int elementBytes, string what)
    {
        int count = Int32();
        if (count < 0 || (long)count * elementBytes > Left)
            throw Fault($"the number of {what} is {count}, more than the entry has bytes for");
        return count;
    }

    /// <summary>An array of a length that precedes it.</summary>
    public ImmutableArray<T> Array<T>(string what)
        where T : unmanaged => Array<T>(Count(Unsafe.SizeOf<T>(), what), what);

    /// <summary>An array of a length known beforehand.</summary>
    public ImmutableArray<T> Array<T>(int count, string what)
        where T : unmanaged
    {
        long length = (long)count * Unsafe.SizeOf<T>();
        if (count < 0 || length > Left)
            throw Fault($"the number of {what} is {count}, more than the entry has bytes for");
        return [.. MemoryMarshal.Cast<byte, T>(Take((int)length).Span)];
    }

    public ReadOnlyMemory<byte> Take(long length)
    {
        if (length < 0 || length > Left)
            throw Fault($"{length} bytes are expected at byte {Position} where {Left} are left");
        var part = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return part;
    }

    /// <summary>An unsigned number in groups of seven bits, least significant first (LEB128), up to 2^31 - 1.</summary>
    public int Leb128()
    {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte b = Byte();
            value |= (long)(b & 0x7F) << shift;
            if (b < 0x80)
                return value <= int.MaxValue
                    ? (int)value
                    : throw Fault($"a length at byte {Position} is too large");
        }
        throw Fault($"a length at byte {Position} is too long");
    }

    /// <summary>A UTF-8 string behind its length in bytes.</summary>
    public string Utf8Text()
    {
        var text = Take(Leb128()).Span;
        return Utf8.IsValid(text)
            ? Encoding.UTF8.GetString(text)
            : throw Fault($"the text before byte {Position} is not UTF-8");
    }

    /// <summary>Checks that everything was read.</summary>
    public void End()
    {
        if (Left != 0)
            throw Fault($"{Left} bytes are left over");
    }

    public ModelPackageException Fault(FormattableString text) =>
        new(
            $"Entry {ZipReader.Quote(Entry)} is damaged: {text.ToString(CultureInfo.InvariantCulture)}."
        );

    /// <summary>Something that is well-formed and not supported.</summary>
    public ModelPackageException Unsupported(FormattableString text) =>
        new(
            $"Entry {ZipReader.Quote(Entry)} is not supported: {text.ToString(CultureInfo.InvariantCulture)}."
        );

    private T Value<T>()
        where T : unmanaged => MemoryMarshal.Read<T>(Take(Unsafe.SizeOf<T>()).Span);
}

using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClvPredict.Data.Ingest;

/// <summary>Stands for a text in a table: all of it up to 16 bytes, its hash beyond.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly struct TextKey : IEquatable<TextKey>
{
    /// <summary>Bytes of the longest text that a key holds all of.</summary>
    internal const int MaxWhole = 16;

    private readonly ulong _first;
    private readonly ulong _last;
    private readonly int _length;

    private TextKey(ulong first, ulong last, int length)
    {
        _first = first;
        _last = last;
        _length = length;
    }

    /// <summary>The first bytes of the text, or its hash.</summary>
    internal ulong First => _first;

    /// <summary>Whether only one text has this key.</summary>
    internal bool IsWhole => _length <= MaxWhole;

    /// <summary>Whether only one text has this key, which is not empty and UTF-8 for certain.</summary>
    internal bool IsWholeAscii =>
        _length > 0 && IsWhole && ((_first | _last) & 0x8080_8080_8080_8080) == 0;

    /// <summary>Where to begin to look for it; not negative.</summary>
    internal int Hash
    {
        get
        {
            var high = Math.BigMul(
                _first ^ 0x9E37_79B9_7F4A_7C15,
                (_last + (ulong)_length) ^ 0xC2B2_AE3D_27D4_EB4F,
                out var low
            );
            return (int)((high ^ low) >> 33);
        }
    }

    /// <summary>The key of a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TextKey Of(ReadOnlySpan<byte> text)
    {
        var length = text.Length;
        if (length > MaxWhole)
            return new TextKey(TextHash.Of(text), 0, length);
        // The two reads may overlap; with the length they still say every byte.
        if (length >= 8)
        {
            var first = BinaryPrimitives.ReadUInt64LittleEndian(text);
            var last = BinaryPrimitives.ReadUInt64LittleEndian(text[(length - 8)..]);
            return new TextKey(first, last, length);
        }
        if (length >= 4)
        {
            var first = BinaryPrimitives.ReadUInt32LittleEndian(text);
            var last = BinaryPrimitives.ReadUInt32LittleEndian(text[(length - 4)..]);
            return new TextKey(first, last, length);
        }
        ulong bytes = 0;
        foreach (var symbol in text)
            bytes = (bytes << 8) | symbol;
        return new TextKey(bytes, 0, length);
    }

    /// <summary>Writes the text of a key that only one text has.</summary>
    /// <param name="target">At least 16 bytes.</param>
    /// <returns>The part of the target that holds the text.</returns>
    internal Span<byte> WriteTo(Span<byte> target)
    {
        var text = target[.._length];
        if (_length >= 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(text, _first);
            BinaryPrimitives.WriteUInt64LittleEndian(text[(_length - 8)..], _last);
        }
        else if (_length >= 4)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(text, (uint)_first);
            BinaryPrimitives.WriteUInt32LittleEndian(text[(_length - 4)..], (uint)_last);
        }
        else
        {
            for (var i = 0; i < _length; i++)
                text[i] = (byte)(_first >> (8 * (_length - 1 - i)));
        }
        return text;
    }

    public static bool operator ==(TextKey left, TextKey right) => left.Equals(right);

    public static bool operator !=(TextKey left, TextKey right) => !left.Equals(right);

    public bool Equals(TextKey other) =>
        _first == other._first && _last == other._last && _length == other._length;

    public override bool Equals(object? obj) => obj is TextKey other && Equals(other);

    public override int GetHashCode() => Hash;
}

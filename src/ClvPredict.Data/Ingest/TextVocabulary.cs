using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace ClvPredict.Data.Ingest;

/// <summary>Gives each distinct text a code, in the order of first sight. Keys stay UTF-8 bytes until
/// <see cref="ToSorted"/>, so that looking a text up allocates nothing.</summary>
internal sealed class TextVocabulary
{
    private const int MaxBytesInKeys = 32;

    // Hash in the upper half and code + 1 in the lower; 0 is free. Its length is a power of two, at most half full.
    private ulong[] _slots = new ulong[64];

    // Text of code c: _bytes[_starts[c] .. _starts[c + 1]].
    private byte[] _bytes = new byte[256];
    private int[] _starts = new int[32];
    private int _last = -1;
    private bool _hasSupplementary;

    /// <summary>Number of distinct texts.</summary>
    internal int Count { get; private set; }

    /// <summary>The code of a text, new where the text is; -1 when the text is not UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Intern(ReadOnlySpan<byte> text)
    {
        // Lines of one order follow each other and share customer, order and country.
        return _last >= 0 && text.SequenceEqual(BytesOf(_last)) ? _last : Find(text);
    }

    /// <summary>The texts in use as a sorted list, and for each code its place there (-1 when not in use).</summary>
    internal ImmutableArray<string> ToSorted(ReadOnlySpan<bool> inUse, out int[] places)
    {
        var codes = new int[inUse.Count(true)];
        for (int code = 0, next = 0; code < inUse.Length; code++)
        {
            if (inUse[code])
                codes[next++] = code;
        }
        Sort(codes, new ulong[codes.Length], 0);
        places = new int[Count];
        Array.Fill(places, -1);
        var sorted = new string[codes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            sorted[i] = Encoding.UTF8.GetString(BytesOf(codes[i]));
            places[codes[i]] = i;
        }
        // Bytes sort as UTF-16 does, but for characters above U+FFFF, which UTF-16 puts before U+E000 to U+FFFF.
        if (_hasSupplementary)
        {
            Array.Sort(sorted, codes, StringComparer.Ordinal);
            for (var i = 0; i < codes.Length; i++)
                places[codes[i]] = i;
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(sorted);
    }

    /// <summary>Sorts texts that agree before a position by eight bytes there, and those that agree again by the next.</summary>
    private void Sort(Span<int> codes, Span<ulong> keys, int position)
    {
        if (position == MaxBytesInKeys)
        {
            codes.Sort((a, b) => BytesOf(a).SequenceCompareTo(BytesOf(b)));
            return;
        }
        for (var i = 0; i < codes.Length; i++)
            keys[i] = EightBytes(BytesOf(codes[i]), position);
        keys.Sort(codes);
        for (int start = 0, end; start < codes.Length; start = end)
        {
            end = start + 1;
            while (end < codes.Length && keys[end] == keys[start])
                end++;
            if (end - start > 1)
                Sort(codes[start..end], keys[start..end], position + 8);
        }
    }

    private static ulong EightBytes(ReadOnlySpan<byte> text, int position)
    {
        if (text.Length >= position + 8)
            return BinaryPrimitives.ReadUInt64BigEndian(text[position..]);
        ulong bytes = 0;
        for (var i = 0; i < 8; i++)
            bytes = (bytes << 8) | (position + i < text.Length ? text[position + i] : 0u);
        return bytes;
    }

    private int Find(ReadOnlySpan<byte> text)
    {
        var hash = HashOf(text);
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var entry = slots[slot];
            if (entry == 0)
                return _last = AddNew(text, hash, slot);
            var code = (int)(uint)entry - 1;
            if ((uint)(entry >> 32) == hash && text.SequenceEqual(BytesOf(code)))
                return _last = code;
        }
    }

    private int AddNew(ReadOnlySpan<byte> text, uint hash, int slot)
    {
        if (!Utf8.IsValid(text))
            return -1;
        _hasSupplementary |= text.ContainsAnyInRange((byte)0xF0, (byte)0xF4);
        var code = Count++;
        var start = _starts[code];
        if (_starts.Length == Count)
            Array.Resize(ref _starts, Count * 2);
        if (_bytes.Length - start < text.Length)
            GrowBytes((long)start + text.Length);
        text.CopyTo(_bytes.AsSpan(start));
        _starts[Count] = start + text.Length;
        _slots[slot] = ((ulong)hash << 32) | (uint)Count;
        if (Count * 2L > _slots.Length)
            GrowSlots();
        return code;
    }

    private void GrowBytes(long needed)
    {
        if (needed > Array.MaxLength)
        {
            throw new OrderDataException(
                $"A column holds more than {Array.MaxLength:N0} bytes of distinct texts; is it an id or a category? Leave it out with --map ROLE=."
            );
        }
        Array.Resize(
            ref _bytes,
            (int)Math.Min(Array.MaxLength, Math.Max(needed, _bytes.Length * 2L))
        );
    }

    private void GrowSlots()
    {
        var slots = new ulong[_slots.Length * 2];
        var mask = slots.Length - 1;
        foreach (var entry in _slots)
        {
            if (entry == 0)
                continue;
            var slot = (int)(uint)(entry >> 32) & mask;
            while (slots[slot] != 0)
                slot = (slot + 1) & mask;
            slots[slot] = entry;
        }
        _slots = slots;
    }

    private ReadOnlySpan<byte> BytesOf(int code)
    {
        var start = _starts[code];
        return _bytes.AsSpan(start, _starts[code + 1] - start);
    }

    /// <summary>Multiplies and folds eight bytes at a time; the last eight may overlap those before.</summary>
    private static uint HashOf(ReadOnlySpan<byte> text)
    {
        const ulong Factor = 0x9E37_79B9_7F4A_7C15;
        var hash = (ulong)text.Length * Factor;
        if (text.Length >= 8)
        {
            for (var rest = text; rest.Length > 8; rest = rest[8..])
                hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(rest), Factor);
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]), Factor);
        }
        else if (text.Length >= 4)
        {
            var first = BinaryPrimitives.ReadUInt32LittleEndian(text);
            var last = BinaryPrimitives.ReadUInt32LittleEndian(text[^4..]);
            hash = Fold(hash ^ (((ulong)first << 32) | last), Factor);
        }
        else
        {
            ulong bytes = 0;
            foreach (var symbol in text)
                bytes = (bytes << 8) | symbol;
            hash = Fold(hash ^ bytes, Factor);
        }
        return (uint)(hash ^ (hash >> 32));
    }

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}

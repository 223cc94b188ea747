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
    /// <summary>Stands for a text that is missing.</summary>
    internal const int None = -1;

    /// <summary>Stands for bytes that are not UTF-8.</summary>
    internal const int NotUtf8 = -2;

    private const int MaxBytesInKeys = 32;

    // Its length is a power of two; at most five eighths are in use.
    private Slot[] _slots = new Slot[64];

    // Key of code c.
    private TextKey[] _keys = new TextKey[32];

    // Text of code c: _bytes[_starts[c] .. _starts[c + 1]].
    private byte[] _bytes = new byte[256];
    private int[] _starts = new int[32];
    private int _last = -1;
    private TextKey _lastKey;
    private bool _hasSupplementary;

    // Only keeps the first look at slots from being left out as useless.
    private ulong _seen;

    /// <summary>Number of distinct texts.</summary>
    internal int Count { get; private set; }

    /// <summary>Bytes that the texts and what finds them take.</summary>
    internal long ByteCount =>
        (8L * _slots.Length) + (20L * _keys.Length) + _bytes.Length + (4L * _starts.Length);

    /// <summary>The code of a text, new where the text is; -1 when the text is not UTF-8.</summary>
    internal int Intern(ReadOnlySpan<byte> text)
    {
        var key = TextKey.Of(text);
        // Lines of one order follow each other and share customer and country.
        if (_last >= 0 && key == _lastKey && (key.IsWhole || text.SequenceEqual(BytesOf(_last))))
            return _last;
        _lastKey = key;
        return _last = Find(text, key);
    }

    /// <summary>The codes of several texts.</summary>
    /// <param name="keys">Keys that are whole and ASCII.</param>
    /// <param name="codes">Receives as many codes.</param>
    internal void Intern(ReadOnlySpan<TextKey> keys, Span<int> codes)
    {
        // Looking at all slots and then at all keys lets the processor fetch them from memory at the same time; in a long list
        // waiting for one after the other takes longer than everything else about a line.
        var (slots, mask, seen) = (_slots, _slots.Length - 1, 0UL);
        for (var i = 0; i < keys.Length; i++)
            codes[i] = slots[keys[i].Hash & mask].CodeAndOne;
        foreach (var codeAndOne in codes[..keys.Length])
            seen |= _keys[Math.Max(codeAndOne - 1, 0)].First;
        _seen = seen;
        Span<byte> text = stackalloc byte[TextKey.MaxWhole];
        for (var i = 0; i < keys.Length; i++)
            codes[i] = Find(keys[i].WriteTo(text), keys[i]);
    }

    /// <summary>The codes here of another list's texts.</summary>
    /// <param name="other">The other list.</param>
    /// <param name="wanted">Which of its texts are wanted.</param>
    /// <param name="codes">Receives their codes.</param>
    internal void InternAll(TextVocabulary other, ReadOnlySpan<bool> wanted, Span<int> codes)
    {
        const int AtOnce = 64;
        Span<TextKey> keys = stackalloc TextKey[AtOnce];
        Span<int> places = stackalloc int[AtOnce];
        Span<int> found = stackalloc int[AtOnce];
        var count = 0;
        for (var code = 0; code < wanted.Length; code++)
        {
            if (wanted[code])
            {
                var text = other.BytesOf(code);
                (keys[count], places[count]) = (TextKey.Of(text), code);
                if (keys[count].IsWholeAscii)
                    count++;
                else
                    codes[code] = Intern(text);
            }
            if (count < AtOnce && code + 1 < wanted.Length)
                continue;
            Intern(keys[..count], found);
            for (var i = 0; i < count; i++)
                codes[places[i]] = found[i];
            count = 0;
        }
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    private int Find(ReadOnlySpan<byte> text, TextKey key)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        var hash = key.Hash;
        for (var at = hash & mask; ; at = (at + 1) & mask)
        {
            ref readonly var slot = ref slots[at];
            if (slot.CodeAndOne == 0)
                return AddNew(text, key, at);
            var code = slot.CodeAndOne - 1;
            if (
                slot.Hash == hash
                && _keys[code] == key
                && (key.IsWhole || text.SequenceEqual(BytesOf(code)))
            )
                return code;
        }
    }

    private int AddNew(ReadOnlySpan<byte> text, TextKey key, int at)
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
        if (_keys.Length < Count)
            Array.Resize(ref _keys, code * 2);
        _keys[code] = key;
        _slots[at] = new Slot(key.Hash, Count);
        if (Count * 8L > _slots.Length * 5L)
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void GrowSlots()
    {
        var slots = new Slot[_slots.Length * 2];
        var mask = slots.Length - 1;
        foreach (var slot in _slots)
        {
            if (slot.CodeAndOne == 0)
                continue;
            var at = slot.Hash & mask;
            while (slots[at].CodeAndOne != 0)
                at = (at + 1) & mask;
            slots[at] = slot;
        }
        _slots = slots;
    }

    /// <summary>The text of a code in UTF-8.</summary>
    internal ReadOnlySpan<byte> BytesOf(int code)
    {
        var start = _starts[code];
        return _bytes.AsSpan(start, _starts[code + 1] - start);
    }

    /// <summary>The hash of a text's key, and its code + 1; 0 where the slot is free.</summary>
    private readonly record struct Slot(int Hash, int CodeAndOne);
}

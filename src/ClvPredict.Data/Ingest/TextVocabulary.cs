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
    private const int ChunkBits = 16;
    private const int ChunkSize = 1 << ChunkBits;

    // Code + 1 by hash; 0 is free. Its length is a power of two, at most half full.
    private int[] _slots = new int[64];
    private uint[] _hashes = new uint[32];
    private TextPlace[] _places = new TextPlace[32];
    private readonly List<byte[]> _chunks = [];
    private int _usedInChunk;
    private int _last = -1;

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
        var codes = new List<int>();
        var texts = new string[Count];
        for (var code = 0; code < Count; code++)
        {
            if (!inUse[code])
                continue;
            texts[code] = Encoding.UTF8.GetString(BytesOf(code));
            codes.Add(code);
        }
        var order = CollectionsMarshal.AsSpan(codes);
        order.Sort((a, b) => string.CompareOrdinal(texts[a], texts[b]));
        places = new int[Count];
        Array.Fill(places, -1);
        var sorted = new string[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            sorted[i] = texts[order[i]];
            places[order[i]] = i;
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(sorted);
    }

    private int Find(ReadOnlySpan<byte> text)
    {
        var hash = HashOf(text);
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var code = slots[slot] - 1;
            if (code < 0)
                return _last = AddNew(text, hash, slot);
            if (_hashes[code] == hash && text.SequenceEqual(BytesOf(code)))
                return _last = code;
        }
    }

    private int AddNew(ReadOnlySpan<byte> text, uint hash, int slot)
    {
        if (!Utf8.IsValid(text))
            return -1;
        if (Count == _places.Length)
        {
            Array.Resize(ref _places, Count * 2);
            Array.Resize(ref _hashes, Count * 2);
        }
        var code = Count++;
        _places[code] = Store(text);
        _hashes[code] = hash;
        _slots[slot] = code + 1;
        if (Count * 2 > _slots.Length)
            GrowSlots();
        return code;
    }

    private TextPlace Store(ReadOnlySpan<byte> text)
    {
        if (_chunks.Count == 0 || _chunks[^1].Length - _usedInChunk < text.Length)
        {
            _chunks.Add(new byte[Math.Max(ChunkSize, text.Length)]);
            _usedInChunk = 0;
        }
        text.CopyTo(_chunks[^1].AsSpan(_usedInChunk));
        var place = new TextPlace(_chunks.Count - 1, _usedInChunk, text.Length);
        _usedInChunk += text.Length;
        return place;
    }

    private void GrowSlots()
    {
        var slots = new int[_slots.Length * 2];
        var mask = slots.Length - 1;
        for (var code = 0; code < Count; code++)
        {
            var slot = (int)_hashes[code] & mask;
            while (slots[slot] != 0)
                slot = (slot + 1) & mask;
            slots[slot] = code + 1;
        }
        _slots = slots;
    }

    private ReadOnlySpan<byte> BytesOf(int code)
    {
        var place = _places[code];
        return _chunks[place.Chunk].AsSpan(place.Start, place.Length);
    }

    /// <summary>Multiplies and folds eight bytes at a time.</summary>
    private static uint HashOf(ReadOnlySpan<byte> text)
    {
        const ulong Factor = 0x9E37_79B9_7F4A_7C15;
        var hash = (ulong)text.Length * Factor;
        for (; text.Length >= 8; text = text[8..])
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text), Factor);
        ulong rest = 0;
        for (var i = 0; i < text.Length; i++)
            rest |= (ulong)text[i] << (8 * i);
        hash = Fold(hash ^ rest, Factor);
        return (uint)(hash ^ (hash >> 32));
    }

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }

    private readonly record struct TextPlace(int Chunk, int Start, int Length);
}

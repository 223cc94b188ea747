using System.Buffers.Binary;

namespace ClvPredict.Data.Ingest;

/// <summary>Hashes of short texts. Not for adversaries: whoever makes the ids can make them collide.</summary>
internal static class TextHash
{
    private const ulong Factor = 0x9E37_79B9_7F4A_7C15;
    private const ulong OtherFactor = 0xC2B2_AE3D_27D4_EB4F;

    /// <summary>64 bits of a text. Texts of up to seven bytes never collide with each other.</summary>
    internal static ulong Of(ReadOnlySpan<byte> text)
    {
        if (text.Length < 8)
        {
            ulong packed = (ulong)text.Length << 56;
            for (var i = 0; i < text.Length; i++)
                packed |= (ulong)text[i] << (8 * i);
            return Mix(packed);
        }
        var hash = (ulong)text.Length * Factor;
        for (var rest = text; rest.Length > 8; rest = rest[8..])
            hash = Mix(hash + BinaryPrimitives.ReadUInt64LittleEndian(rest)) * OtherFactor;
        return Mix(hash + BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]));
    }

    /// <summary>Steele, Lea and Flood's mixing of 64 bits (SplitMix64, 2014), which is one to one.</summary>
    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58_476D_1CE4_E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D0_49BB_1331_11EB;
        return bits ^ (bits >> 31);
    }
}

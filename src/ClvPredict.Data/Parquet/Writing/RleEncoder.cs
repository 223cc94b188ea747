using System.Buffers;

namespace ClvPredict.Data.Parquet.Writing;

/// <summary>Writes levels and dictionary indexes as run lengths and bit-packed groups of eight.</summary>
internal static class RleEncoder
{
    private const int GroupSize = 8;

    internal static void Write(
        ReadOnlySpan<int> values,
        int bitWidth,
        ArrayBufferWriter<byte> target
    )
    {
        var packed = 0;
        var i = 0;
        while (i < values.Length)
        {
            var run = RunLength(values[i..]);
            // Packed groups before a run are filled up from it.
            var fill = (GroupSize - ((i - packed) % GroupSize)) % GroupSize;
            if (run - fill >= GroupSize)
            {
                WritePacked(values[packed..(i + fill)], bitWidth, target);
                WriteVarint((uint)(run - fill) << 1, target);
                WriteBytes((uint)values[i], (bitWidth + 7) / 8, target);
                packed = i + run;
            }
            i += run;
        }
        WritePacked(values[packed..], bitWidth, target);
    }

    private static int RunLength(ReadOnlySpan<int> values)
    {
        var end = values.IndexOfAnyExcept(values[0]);
        return end < 0 ? values.Length : end;
    }

    private static void WritePacked(
        ReadOnlySpan<int> values,
        int bitWidth,
        ArrayBufferWriter<byte> target
    )
    {
        if (values.IsEmpty)
            return;
        var groups = (values.Length + GroupSize - 1) / GroupSize;
        WriteVarint(((uint)groups << 1) | 1, target);
        var bytes = target.GetSpan(groups * bitWidth)[..(groups * bitWidth)];
        bytes.Clear();
        var bit = 0L;
        foreach (var value in values)
        {
            var word = (ulong)(uint)value << (int)(bit & 7);
            for (var at = (int)(bit >> 3); word != 0; at++, word >>= 8)
                bytes[at] |= (byte)word;
            bit += bitWidth;
        }
        target.Advance(bytes.Length);
    }

    private static void WriteVarint(uint value, ArrayBufferWriter<byte> target)
    {
        for (; value >= 0x80; value >>= 7)
            WriteBytes((value & 0x7F) | 0x80, 1, target);
        WriteBytes(value, 1, target);
    }

    private static void WriteBytes(uint value, int count, ArrayBufferWriter<byte> target)
    {
        var span = target.GetSpan(count);
        for (var i = 0; i < count; i++)
            span[i] = (byte)(value >> (8 * i));
        target.Advance(count);
    }
}

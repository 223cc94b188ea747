namespace ClvPredict.Data.Tests.Parquet;

/// <summary>DELTA_BINARY_PACKED in the most literal way: blocks of 128 in four parts, bits in a list of booleans.</summary>
internal static class DeltaEncoder
{
    public static byte[] Encode(long[] values)
    {
        var bytes = new List<byte>();
        Varint(bytes, 128);
        Varint(bytes, 4);
        Varint(bytes, (ulong)values.Length);
        ZigZag(bytes, values[0]);
        var deltas = values.Skip(1).Zip(values, (b, a) => unchecked(b - a));
        foreach (var block in deltas.Chunk(128))
        {
            var min = block.Min();
            ZigZag(bytes, min);
            var parts = block.Select(d => (ulong)unchecked(d - min)).Chunk(32).ToArray();
            var widths = parts.Select(p => 64 - (int)ulong.LeadingZeroCount(p.Max())).ToArray();
            for (var i = 0; i < 4; i++)
                bytes.Add(i < widths.Length ? (byte)widths[i] : (byte)0);
            for (var i = 0; i < parts.Length; i++)
                bytes.AddRange(Pack([.. parts[i], .. new ulong[32 - parts[i].Length]], widths[i]));
        }
        return [.. bytes];
    }

    private static byte[] Pack(ulong[] values, int width)
    {
        var bits = values
            .SelectMany(v => Enumerable.Range(0, width).Select(b => ((v >> b) & 1) == 1))
            .ToArray();
        var bytes = new byte[bits.Length / 8];
        for (var i = 0; i < bits.Length; i++)
            bytes[i / 8] |= (byte)(bits[i] ? 1 << (i % 8) : 0);
        return bytes;
    }

    private static void ZigZag(List<byte> bytes, long value) =>
        Varint(bytes, (ulong)((value << 1) ^ (value >> 63)));

    private static void Varint(List<byte> bytes, ulong value)
    {
        for (; value >= 128; value >>= 7)
            bytes.Add((byte)(value | 128));
        bytes.Add((byte)value);
    }
}

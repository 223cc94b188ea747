namespace ClvPredict.Models.MlNet;

/// <summary>
/// Lists of numbers or truth values in ML.NET's binary format, as doubles. Integers beyond 2^24 are refused: columns hold
/// float32, where they would no longer be told apart.
/// </summary>
internal static class NumberCodec
{
    private const double LargestInteger = (1 << 24) - 1;

    public static bool IsKnown(string codec) => codec is "Boolean" || BytesOf(codec) > 0;

    /// <summary>Reads the values; truth values are packed eight a byte, the first in the lowest bit.</summary>
    public static double[] Read(ByteReader block, string codec)
    {
        int count = block.Int32();
        bool isBoolean = codec is "Boolean";
        long bytes = isBoolean ? (count + 7L) / 8 : (long)count * BytesOf(codec);
        if (count < 0 || bytes > block.Left)
            throw block.Fault($"the number of terms is {count}, more than the entry has bytes for");
        var values = new double[count];
        byte bits = 0;
        for (int i = 0; i < count; i++)
        {
            if (isBoolean)
            {
                bits = i % 8 == 0 ? block.Byte() : (byte)(bits >> 1);
                values[i] = bits & 1;
                continue;
            }
            values[i] = ReadNumber(block, codec);
            if (codec is not ("Single" or "Double") && Math.Abs(values[i]) > LargestInteger)
                throw block.Unsupported(
                    $"the term {values[i]} is beyond 2^24, more than float32 columns hold"
                );
        }
        return values;
    }

    public static void Write(ByteWriter bytes, string codec, ReadOnlySpan<double> values)
    {
        bytes.Int32(values.Length);
        if (codec is "Boolean")
        {
            WriteBits(bytes, values);
            return;
        }
        foreach (double value in values)
            WriteNumber(bytes, codec, value);
    }

    private static int BytesOf(string codec) =>
        codec switch
        {
            "SByte" or "Byte" => 1,
            "Int16" or "UInt16" => 2,
            "Single" or "Int32" or "UInt32" => 4,
            "Double" or "Int64" or "UInt64" => 8,
            _ => 0,
        };

    private static double ReadNumber(ByteReader block, string codec) =>
        codec switch
        {
            "Single" => block.Single(),
            "Double" => block.Double(),
            "SByte" => (sbyte)block.Byte(),
            "Byte" => block.Byte(),
            "Int16" => (short)ReadUInt16(block),
            "UInt16" => ReadUInt16(block),
            "Int32" => block.Int32(),
            "UInt32" => block.UInt32(),
            "Int64" => block.Int64(),
            _ => block.UInt64(),
        };

    private static void WriteNumber(ByteWriter bytes, string codec, double number)
    {
        switch (codec)
        {
            case "Single":
                bytes.Single((float)number);
                break;
            case "Double":
                bytes.Double(number);
                break;
            case "SByte" or "Byte":
                bytes.Byte((byte)(int)number);
                break;
            case "Int16" or "UInt16":
                bytes.Byte((byte)(int)number);
                bytes.Byte((byte)((int)number >> 8));
                break;
            case "Int32":
                bytes.Int32((int)number);
                break;
            case "UInt32":
                bytes.UInt32((uint)number);
                break;
            default:
                bytes.Int64((long)number);
                break;
        }
    }

    private static void WriteBits(ByteWriter bytes, ReadOnlySpan<double> values)
    {
        for (int start = 0; start < values.Length; start += 8)
        {
            int bits = 0;
            for (int i = start; i < Math.Min(values.Length, start + 8); i++)
                bits |= (values[i] != 0 ? 1 : 0) << (i - start);
            bytes.Byte((byte)bits);
        }
    }

    private static ushort ReadUInt16(ByteReader block) =>
        (ushort)(block.Byte() | (block.Byte() << 8));
}

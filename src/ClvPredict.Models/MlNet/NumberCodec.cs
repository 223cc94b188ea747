namespace ClvPredict.Models.MlNet;

/// <summary>The number types of ML.NET's binary format that a double holds exactly.</summary>
internal static class NumberCodec
{
    public static bool IsKnown(string codec) =>
        codec
            is "Single"
                or "Double"
                or "SByte"
                or "Byte"
                or "Int16"
                or "UInt16"
                or "Int32"
                or "UInt32";

    public static double Read(ByteReader block, string codec) =>
        codec switch
        {
            "Single" => block.Single(),
            "Double" => block.Double(),
            "SByte" => (sbyte)block.Byte(),
            "Byte" => block.Byte(),
            "Int16" => (short)ReadUInt16(block),
            "UInt16" => ReadUInt16(block),
            "Int32" => block.Int32(),
            _ => block.UInt32(),
        };

    public static void Write(ByteWriter bytes, string codec, double number)
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
            default:
                bytes.UInt32((uint)number);
                break;
        }
    }

    private static ushort ReadUInt16(ByteReader block) =>
        (ushort)(block.Byte() | (block.Byte() << 8));
}

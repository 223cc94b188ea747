using System.Buffers.Binary;

namespace ClvPredict.Data.Parquet.Compression;

/// <summary>CRC-32 of ISO 3309 (polynomial 0x04C11DB7, reflected), eight bytes a step.</summary>
internal static class Crc32
{
    private const uint ReflectedPolynomial = 0xEDB88320;

    private static readonly uint[] s_tables = BuildTables();

    internal static uint Of(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<uint> t = s_tables;
        var crc = uint.MaxValue;
        for (; data.Length >= 8; data = data[8..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(data) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            crc =
                t[0x700 + (int)(low & 255)]
                ^ t[0x600 + (int)((low >> 8) & 255)]
                ^ t[0x500 + (int)((low >> 16) & 255)]
                ^ t[0x400 + (int)(low >> 24)]
                ^ t[0x300 + (int)(high & 255)]
                ^ t[0x200 + (int)((high >> 8) & 255)]
                ^ t[0x100 + (int)((high >> 16) & 255)]
                ^ t[(int)(high >> 24)];
        }
        foreach (var b in data)
            crc = (crc >> 8) ^ t[(int)((crc ^ b) & 255)];
        return ~crc;
    }

    /// <summary>Table k, entry b: the checksum's change by byte b followed by k zero bytes.</summary>
    private static uint[] BuildTables()
    {
        var tables = new uint[8 * 256];
        for (uint b = 0; b < 256; b++)
        {
            var crc = b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ ReflectedPolynomial;
            tables[b] = crc;
        }
        for (var i = 256; i < tables.Length; i++)
            tables[i] = (tables[i - 256] >> 8) ^ tables[tables[i - 256] & 255];
        return tables;
    }
}

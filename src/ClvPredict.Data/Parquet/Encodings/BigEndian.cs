using System.Buffers.Binary;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Numbers in columns of byte strings: decimals as signed big-endian integers, half-precision floats, UUIDs.</summary>
internal static class BigEndian
{
    internal static Int128 ToInt128(ReadOnlySpan<byte> value)
    {
        const int Size = 16;
        var fill = !value.IsEmpty && value[0] >= 0x80 ? (byte)0xFF : (byte)0;
        while (value.Length > Size && value[0] == fill && (value[1] ^ fill) < 0x80)
            value = value[1..];
        if (value.Length > Size)
            Fault.Throw($"a decimal has {value.Length} bytes, at most {Size} are supported");
        Span<byte> wide = stackalloc byte[Size];
        wide.Fill(fill);
        value.CopyTo(wide[(Size - value.Length)..]);
        return BinaryPrimitives.ReadInt128BigEndian(wide);
    }

    internal static long ToInt64(ReadOnlySpan<byte> value)
    {
        var wide = ToInt128(value);
        if (wide < long.MinValue || wide > long.MaxValue)
            Fault.Throw($"the decimal {wide} does not fit into 64 bits");
        return (long)wide;
    }

    internal static double HalfToDouble(ReadOnlySpan<byte> value) =>
        (double)BinaryPrimitives.ReadHalfLittleEndian(value);

    /// <summary>The values, 16 bytes each, as text of 36 characters.</summary>
    internal static ParquetBytes ToUuidText(ParquetBytes values)
    {
        const int TextLength = 36;
        var text = new byte[values.Count * TextLength];
        var result = new ParquetBytes(values.IsDictionary);
        result.Begin(text);
        for (var i = 0; i < values.Count; i++)
        {
            var id = new Guid(values[i], bigEndian: true);
            id.TryFormat(text.AsSpan(i * TextLength), out _, "D");
            result.Add(i * TextLength, TextLength);
        }
        return result;
    }
}

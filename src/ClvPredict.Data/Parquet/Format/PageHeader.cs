namespace ClvPredict.Data.Parquet.Format;

/// <summary>Header of a page. Sizes are as stated in the file, checked only for their sign.</summary>
internal readonly record struct PageHeader
{
    internal PageType Type { get; init; }

    internal int UncompressedSize { get; init; }

    internal int CompressedSize { get; init; }

    /// <summary>CRC-32 of the page's bytes as stored, where stated.</summary>
    internal int? Crc { get; init; }

    /// <summary>Values, nulls included; entries of a dictionary page.</summary>
    internal int ValueCount { get; init; }

    internal ParquetEncoding Encoding { get; init; }

    internal ParquetEncoding LevelEncoding { get; init; }

    /// <summary>Bytes of levels before the values, never compressed (version 2 only).</summary>
    internal int DefinitionLevelsSize { get; init; }

    internal int RepetitionLevelsSize { get; init; }

    internal bool IsCompressed { get; init; }

    /// <summary>Reads a header from the start of the bytes.</summary>
    /// <param name="data">The header and whatever follows it.</param>
    /// <param name="header">The header.</param>
    /// <param name="size">Bytes of the header.</param>
    /// <returns>False when the header is longer than the bytes given.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> data, out PageHeader header, out int size)
    {
        var reader = new ThriftReader(data);
        var field = default(ThriftField);
        header = new PageHeader
        {
            Type = (PageType)(-1),
            IsCompressed = true,
            LevelEncoding = ParquetEncoding.Rle,
            UncompressedSize = -1,
            CompressedSize = -1,
        };
        while (reader.NextField(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    header = header with { Type = (PageType)reader.ReadInt32(field) };
                    break;
                case 2:
                    header = header with { UncompressedSize = reader.ReadInt32(field) };
                    break;
                case 3:
                    header = header with { CompressedSize = reader.ReadInt32(field) };
                    break;
                case 4:
                    header = header with { Crc = reader.ReadInt32(field) };
                    break;
                case 5:
                case 7:
                case 8:
                    field.ExpectStruct();
                    header = ReadDetail(ref reader, header, isVersion2: field.Id == 8);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }
        size = reader.Position;
        if (reader.IsExhausted)
            return false;
        header.Check();
        return true;
    }

    private static PageHeader ReadDetail(
        ref ThriftReader reader,
        PageHeader header,
        bool isVersion2
    )
    {
        var field = default(ThriftField);
        while (reader.NextField(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    header = header with { ValueCount = reader.ReadInt32(field) };
                    break;
                case 2 when !isVersion2:
                case 4 when isVersion2:
                    header = header with { Encoding = (ParquetEncoding)reader.ReadInt32(field) };
                    break;
                case 3 when !isVersion2 && field.Type == ThriftType.Int32:
                    header = header with
                    {
                        LevelEncoding = (ParquetEncoding)reader.ReadInt32(field),
                    };
                    break;
                case 5 when isVersion2:
                    header = header with { DefinitionLevelsSize = reader.ReadInt32(field) };
                    break;
                case 6 when isVersion2:
                    header = header with { RepetitionLevelsSize = reader.ReadInt32(field) };
                    break;
                case 7 when isVersion2:
                    header = header with { IsCompressed = field.AsBool() };
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }
        return header;
    }

    private void Check()
    {
        if (UncompressedSize < 0 || CompressedSize < 0)
            Fault.Throw(
                $"a page states {CompressedSize} bytes compressed and {UncompressedSize} uncompressed"
            );
        if (ValueCount < 0)
            Fault.Throw($"a page states {ValueCount} values");
        if (DefinitionLevelsSize < 0 || RepetitionLevelsSize < 0)
            Fault.Throw("a page states levels of a negative size");
    }
}

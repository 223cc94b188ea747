namespace ClvPredict.Data.Parquet.Format;

/// <summary>A page, decompressed: its definition levels (empty where the column has none) and its values.</summary>
internal readonly record struct DataPage(
    PageType Type,
    int ValueCount,
    ParquetEncoding Encoding,
    PageBytes Levels,
    PageBytes Values
);

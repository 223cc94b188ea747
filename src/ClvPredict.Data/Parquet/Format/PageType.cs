namespace ClvPredict.Data.Parquet.Format;

/// <summary>What a page holds, by the format's own numbers.</summary>
internal enum PageType
{
    Data = 0,
    Index = 1,
    Dictionary = 2,
    DataV2 = 3,
}

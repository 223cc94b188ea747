namespace ClvPredict.Data.Ingest;

/// <summary>The columns of order lines that are kept as codes of texts.</summary>
internal enum LineText
{
    Customer,
    Product,
    Category,
    Channel,
    Campaign,
    Country,
}

using System.Collections.Immutable;
using System.Globalization;
using ClvPredict.Data.Parquet;
using ClvPredict.TestKit;

namespace ClvPredict.Data.Tests.ParquetOrders;

/// <summary>Parquet files of order lines for tests.</summary>
internal static class OrderParquet
{
    private static readonly ImmutableArray<ParquetWriteColumn> s_columns =
    [
        new("customer_id", ParquetWriteType.Text),
        new("order_date", ParquetWriteType.Date),
        new("amount", ParquetWriteType.Double),
    ];

    /// <summary>A file made by DuckDB (see tests/parquet-oracle).</summary>
    public static string Fixture(string name) =>
        RepositoryFiles.PathOf("tests", "ClvPredict.Data.Tests", "ParquetOrders", "Fixtures", name);

    /// <summary>A file of lines such as "a,2024-01-31,12.5"; an empty field is null.</summary>
    public static byte[] Of(int rowsPerGroup, params string[] lines)
    {
        using var stream = new MemoryStream();
        var options = new ParquetWriteOptions { RowsPerGroup = rowsPerGroup };
        var writer = new ParquetWriter(stream, s_columns, options);
        foreach (var fields in lines.Select(line => line.Split(',')))
        {
            if (fields[0].Length == 0)
                writer.WriteNull();
            else
                writer.Write(fields[0]);
            if (fields[1].Length == 0)
                writer.WriteNull();
            else
                writer.Write(DateOnly.Parse(fields[1], CultureInfo.InvariantCulture));
            if (fields[2].Length == 0)
                writer.WriteNull();
            else
                writer.Write(double.Parse(fields[2], CultureInfo.InvariantCulture));
            writer.EndRow();
        }
        writer.Complete();
        return stream.ToArray();
    }

    public static OrderLog Read(params string[] sources) =>
        OrderReader.Read(sources, new OrderReadOptions());
}

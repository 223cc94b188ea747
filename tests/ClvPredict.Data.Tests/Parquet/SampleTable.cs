using System.Collections.Immutable;
using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.Tests.Parquet;

/// <summary>A table with a column of every type that the writer knows.</summary>
internal static class SampleTable
{
    public static ImmutableArray<ParquetWriteColumn> Columns { get; } =
    [
        new("id", ParquetWriteType.Text, IsNullable: false),
        new("tier", ParquetWriteType.Text),
        new("flag", ParquetWriteType.Boolean),
        new("rank", ParquetWriteType.Int32),
        new("total", ParquetWriteType.Int64, IsNullable: false),
        new("share", ParquetWriteType.Float),
        new("value", ParquetWriteType.Double),
        new("day", ParquetWriteType.Date),
        new("strict", ParquetWriteType.Double, IsNullable: false),
    ];

    public static byte[] Write(int rows, ParquetWriteOptions? options = null)
    {
        using var stream = new MemoryStream();
        var writer = new ParquetWriter(stream, Columns, options);
        for (var i = 0; i < rows; i++)
            WriteRow(writer, i);
        writer.Complete();
        return stream.ToArray();
    }

    /// <summary>Values of a row in the notation of <see cref="ParquetText"/>.</summary>
    public static string?[] Row(int i) =>
        IsNullRow(i)
            ?
            [
                $"c{i:000000}",
                null,
                null,
                null,
                $"{i - 5L}",
                null,
                null,
                null,
                ParquetText.Double(i / 8.0),
            ]
            :
            [
                $"c{i:000000}",
                i % 3 == 0 ? "" : $"größe {i / 40 % 5}",
                i % 2 == 0 ? "true" : "false",
                $"{-i}",
                $"{i - 5L}",
                ParquetText.Double(i * 0.1f),
                ParquetText.Double(i * 0.1),
                $"{i - 3}",
                ParquetText.Double(i / 8.0),
            ];

    private static bool IsNullRow(int i) => i / 30 % 7 == 5 || i % 13 == 1;

    private static void WriteRow(ParquetWriter writer, int i)
    {
        writer.Write($"c{i:000000}");
        if (IsNullRow(i))
        {
            writer.WriteNull();
            writer.WriteNull();
            writer.WriteNull();
            writer.Write(i - 5L);
            writer.Write(float.NaN);
            writer.Write(double.NaN);
            writer.WriteNull();
        }
        else
        {
            writer.Write(i % 3 == 0 ? "" : $"größe {i / 40 % 5}");
            writer.Write(i % 2 == 0);
            writer.Write((long)-i);
            writer.Write(i - 5L);
            writer.Write(i * 0.1f);
            writer.Write(i * 0.1);
            writer.Write(new DateOnly(1970, 1, 1).AddDays(i - 3));
        }
        writer.Write(i / 8.0);
        writer.EndRow();
    }
}

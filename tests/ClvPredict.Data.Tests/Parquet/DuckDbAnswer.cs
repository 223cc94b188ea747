using System.Globalization;
using System.Text.Json;
using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.Tests.Parquet;

/// <summary>What DuckDB says a file holds: one JSON object a row, every value as text (tests/parquet-oracle/make.mjs).</summary>
internal sealed class DuckDbAnswer
{
    private readonly List<Dictionary<string, string?>> _rows;

    public DuckDbAnswer(string path) =>
        _rows = [
            .. File.ReadLines(path)
                .Select(l => JsonSerializer.Deserialize<Dictionary<string, string?>>(l)!),
        ];

    /// <summary>Compares every column of a file; the lists in it must be refused.</summary>
    public void ShouldBeIn(ParquetFile file, int batch)
    {
        file.RowCount.ShouldBe(_rows.Count, file.Name);
        foreach (var column in file.Columns.Where(c => !c.IsRepeated))
        {
            var actual = ParquetText.Column(file, column, batch);
            actual.Count.ShouldBe(_rows.Count, $"{file.Name} {column.Path}");
            for (var i = 0; i < actual.Count; i++)
            {
                var expected = Notation(column, _rows[i].GetValueOrDefault(column.Path));
                if (actual[i] != expected)
                    actual[i].ShouldBe(expected, $"{file.Name} {column.Path} row {i + 1}");
            }
        }
    }

    private static string? Notation(ParquetColumn column, string? text)
    {
        // Arrow's writer keeps the bytes of a UUID and not what they mean.
        if (column.Kind == ParquetKind.Bytes && Guid.TryParseExact(text, "D", out var id))
            return id.ToString("N").ToUpperInvariant();
        if (text is null || column.Kind != ParquetKind.FloatingPoint)
            return text;
        var value = text switch
        {
            "nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ when column.PhysicalType == ParquetPhysicalType.Float => float.Parse(
                text,
                CultureInfo.InvariantCulture
            ),
            _ => double.Parse(text, CultureInfo.InvariantCulture),
        };
        return ParquetText.Double(value);
    }
}

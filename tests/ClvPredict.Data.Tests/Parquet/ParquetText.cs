using System.Globalization;
using System.Text;
using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.Tests.Parquet;

/// <summary>Reads whole columns as text, in the notation of the oracle's answers; null where null.</summary>
internal static class ParquetText
{
    /// <summary>All rows of a column.</summary>
    /// <param name="file">The file.</param>
    /// <param name="column">The column.</param>
    /// <param name="batch">Rows asked for at a time.</param>
    public static List<string?> Column(ParquetFile file, ParquetColumn column, int batch)
    {
        var rows = new List<string?>();
        for (var group = 0; group < file.RowGroupCount; group++)
        {
            using var reader = file.OpenColumn(group, column.Index);
            switch (column.Kind)
            {
                case ParquetKind.Text or ParquetKind.Uuid or ParquetKind.Bytes:
                    AddBytes(reader, batch, rows);
                    break;
                case ParquetKind.FloatingPoint:
                    AddDoubles(reader, batch, rows);
                    break;
                case ParquetKind.Decimal:
                    AddDecimals(reader, batch, rows);
                    break;
                default:
                    AddIntegers(reader, batch, rows);
                    break;
            }
        }
        return rows;
    }

    private static void AddBytes(ParquetColumnReader reader, int batch, List<string?> rows)
    {
        var indexes = new int[batch];
        for (int n; (n = reader.ReadIndexes(indexes)) > 0; )
        {
            foreach (var index in indexes.AsSpan(0, n))
            {
                if (index < 0)
                    rows.Add(null);
                else if (reader.Column.Kind == ParquetKind.Bytes)
                    rows.Add(Convert.ToHexString(reader.Values[index]));
                else
                    rows.Add(Encoding.UTF8.GetString(reader.Values[index]));
            }
        }
    }

    private static void AddDoubles(ParquetColumnReader reader, int batch, List<string?> rows)
    {
        var values = new double[batch];
        var isNull = new bool[batch];
        for (int n; (n = reader.ReadDouble(values, isNull)) > 0; )
        {
            for (var i = 0; i < n; i++)
                rows.Add(isNull[i] ? null : Double(values[i]));
        }
    }

    private static void AddDecimals(ParquetColumnReader reader, int batch, List<string?> rows)
    {
        var values = new Int128[batch];
        var isNull = new bool[batch];
        for (int n; (n = reader.ReadInt128(values, isNull)) > 0; )
        {
            for (var i = 0; i < n; i++)
                rows.Add(isNull[i] ? null : Decimal(values[i], reader.Column.Scale));
        }
    }

    private static void AddIntegers(ParquetColumnReader reader, int batch, List<string?> rows)
    {
        var values = new long[batch];
        var isNull = new bool[batch];
        for (int n; (n = reader.ReadInt64(values, isNull)) > 0; )
        {
            for (var i = 0; i < n; i++)
                rows.Add(isNull[i] ? null : Integer(reader.Column, values[i]));
        }
    }

    private static string Integer(ParquetColumn column, long value)
    {
        if (column.Kind == ParquetKind.Boolean)
            return value == 1 ? "true" : "false";
        return column.IsSigned
            ? value.ToString(CultureInfo.InvariantCulture)
            : ((ulong)value).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The bits of a number, so that -0 differs from 0; all NaN are the same.</summary>
    public static string Double(double value) =>
        double.IsNaN(value)
            ? "NaN"
            : BitConverter.DoubleToInt64Bits(value).ToString("X16", CultureInfo.InvariantCulture);

    private static string Decimal(Int128 unscaled, int scale)
    {
        var digits = Int128
            .Abs(unscaled)
            .ToString(CultureInfo.InvariantCulture)
            .PadLeft(scale + 1, '0');
        var text = scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}";
        return unscaled < 0 ? "-" + text : text;
    }
}

using System.Globalization;
using ClvPredict.Data.Sql.Insert;

namespace ClvPredict.Data.Sql.ClickHouse;

/// <summary>A type whose values are written as RowBinary has them.</summary>
/// <param name="Name">Its name without parameters, and without Nullable or LowCardinality around it.</param>
/// <param name="Bytes">Bytes of a value, little-endian; 0 for text of any length.</param>
/// <param name="Digits">Digits of a Decimal.</param>
/// <param name="Scale">Those of them behind the point.</param>
/// <param name="IsNullable">Whether each value follows a byte that is 1 where there is none.</param>
internal sealed record ClickHouseType(
    string Name,
    int Bytes,
    int Digits,
    int Scale,
    bool IsNullable
)
{
    // Inside what Date holds in every version.
    private static readonly DateOnly s_firstDay = new(1970, 1, 2);
    private static readonly DateOnly s_lastDay = new(2105, 12, 31);
    private static readonly DateOnly s_firstDay32 = new(1925, 1, 1);
    private static readonly DateOnly s_lastDay32 = new(2283, 11, 11);

    /// <summary>A type by its full name; null for one that is not written.</summary>
    internal static ClickHouseType? Parse(string type)
    {
        var isNullable = false;
        foreach (var wrapper in (ReadOnlySpan<string>)["LowCardinality(", "Nullable("])
        {
            if (!type.StartsWith(wrapper, StringComparison.Ordinal) || !type.EndsWith(')'))
                continue;
            type = type[wrapper.Length..^1];
            isNullable |= wrapper == "Nullable(";
        }
        var open = type.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? type : type[..open];
        var sizes = open < 0 ? [] : Sizes(type[(open + 1)..^1]);
        return name switch
        {
            "String" => new(name, 0, 0, 0, isNullable),
            "FixedString" when sizes is [> 0 and var length] => new(name, length, 0, 0, isNullable),
            "Int8" or "UInt8" or "Bool" => new(name, 1, 0, 0, isNullable),
            "Int16" or "UInt16" or "Date" => new(name, 2, 0, 0, isNullable),
            "Int32" or "UInt32" or "Float32" or "Date32" => new(name, 4, 0, 0, isNullable),
            "Int64" or "UInt64" or "Float64" => new(name, 8, 0, 0, isNullable),
            "Decimal" when sizes is [> 0 and <= 38, >= 0 and <= 28] => new(
                name,
                sizes[0] switch
                {
                    <= 9 => 4,
                    <= 18 => 8,
                    _ => 16,
                },
                sizes[0],
                sizes[1],
                isNullable
            ),
            _ => null,
        };
    }

    /// <summary>A column of a type.</summary>
    internal static TargetColumn Column(string name, string type, bool hasDefault)
    {
        if (Parse(type) is not { } parsed)
            return new TargetColumn(name, type, CellKind.Unsupported) { HasDefault = hasDefault };
        var bits = parsed.Bytes * 8;
        var isUnsigned = parsed.Name[0] == 'U';
        return new TargetColumn(name, type, parsed.Kind)
        {
            Low = isUnsigned ? 0 : long.MinValue >> (64 - bits),
            High = long.MaxValue >> (isUnsigned && bits < 64 ? 63 - bits : 64 - bits),
            FirstDay = parsed.Bytes == 4 ? s_firstDay32 : s_firstDay,
            LastDay = parsed.Bytes == 4 ? s_lastDay32 : s_lastDay,
            IsNullable = parsed.IsNullable,
            HasDefault = hasDefault,
        };
    }

    private CellKind Kind =>
        Name switch
        {
            "String" or "FixedString" => CellKind.Text,
            "Bool" => CellKind.Flag,
            "Date" or "Date32" => CellKind.Day,
            "Float32" or "Float64" or "Decimal" => CellKind.Number,
            _ => CellKind.Whole,
        };

    private static int[] Sizes(string text) =>
        [
            .. text.Split(',')
                .Select(t =>
                    int.TryParse(
                        t.Trim(),
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out var size
                    )
                        ? size
                        : -1
                ),
        ];
}

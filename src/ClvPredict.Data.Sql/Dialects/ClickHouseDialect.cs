using System.Globalization;

namespace ClvPredict.Data.Sql.Dialects;

/// <summary>ClickHouse, with functions that 18.16 has too.</summary>
internal sealed class ClickHouseDialect : SqlDialect
{
    /// <summary>What <see cref="RowMark"/> puts before each row: an error in the midst of an answer is text in its place.</summary>
    internal const byte MarkOfRow = 1;

    // Both ends are well inside what Date and DateTime hold in every version.
    private static readonly DateOnly s_firstDay = new(1970, 1, 2);
    private static readonly DateOnly s_lastDay = new(2105, 12, 31);

    internal override string SupportedTypes =>
        "Int and UInt, Float, Decimal, String, FixedString, Enum, UUID, Bool, Date, Date32, DateTime and DateTime64, also Nullable and LowCardinality";

    internal override string RowMark => "toUInt8(1), ";

    /// <summary>The kind of a type by its name.</summary>
    internal static SqlColumnKind KindOf(string type)
    {
        var inner = Unwrap(type);
        var end = inner.AsSpan().IndexOfAny('(', ' ');
        var name = end < 0 ? inner : inner[..end];
        return name switch
        {
            "String" or "FixedString" or "Enum8" or "Enum16" or "UUID" or "Bool" =>
                SqlColumnKind.Text,
            "Date" or "Date32" => SqlColumnKind.Date,
            "DateTime" or "DateTime64" => SqlColumnKind.Instant,
            _ when IsNumber(name) => SqlColumnKind.Number,
            _ => SqlColumnKind.Unsupported,
        };
    }

    internal override string Quote(string name) =>
        $"`{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal)}`";

    internal override string Text(SqlColumn column, string? timeZone)
    {
        var inner = Unwrap(column.Type);
        var value = Quote(column.Name);
        if (inner.StartsWith("FixedString", StringComparison.Ordinal))
            value = $"toStringCutToZero({value})";
        else if (column.Kind == SqlColumnKind.Instant && timeZone is not null)
            value = $"toString({value}, '{timeZone}')";
        else if (inner != "String")
            value = $"toString({value})";
        return column.Type.Contains("Nullable(", StringComparison.Ordinal)
            ? $"ifNull({value}, '')"
            : value;
    }

    internal override string IsInShard(SqlColumn customer, CustomerShard shard) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"bitShiftRight(halfMD5(replaceRegexpAll({Text(customer, null)}, '^[ \\\\t\\\\r\\\\n]+|[ \\\\t\\\\r\\\\n]+$', '')), 4) % {shard.Count} = {shard.Number - 1}"
        );

    internal override string Compare(
        SqlColumn date,
        string comparison,
        DateOnly day,
        string? timeZone
    )
    {
        var zone =
            date.Kind == SqlColumnKind.Instant && timeZone is not null ? $", '{timeZone}'" : "";
        var type = Unwrap(date.Type);
        // Days can use an index; text is right for every day and for types that reach further.
        var isNarrow =
            type == "Date"
            || type == "DateTime"
            || type.StartsWith("DateTime(", StringComparison.Ordinal);
        return isNarrow && day >= s_firstDay && day <= s_lastDay
            ? $"toDate({Quote(date.Name)}{zone}) {comparison} toDate('{Iso(day)}')"
            : $"toString({Quote(date.Name)}{zone}) {comparison} '{Iso(day)}'";
    }

    private static bool IsNumber(string name)
    {
        foreach (var family in (ReadOnlySpan<string>)["UInt", "Int", "Float", "Decimal"])
        {
            if (name.StartsWith(family, StringComparison.Ordinal))
                return name.AsSpan(family.Length).IndexOfAnyExceptInRange('0', '9') < 0;
        }
        return false;
    }

    private static string Unwrap(string type)
    {
        foreach (var wrapper in (ReadOnlySpan<string>)["LowCardinality(", "Nullable("])
        {
            if (type.StartsWith(wrapper, StringComparison.Ordinal) && type.EndsWith(')'))
                type = type[wrapper.Length..^1];
        }
        return type;
    }
}

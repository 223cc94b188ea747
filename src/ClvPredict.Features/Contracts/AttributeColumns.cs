using System.Collections.Immutable;
using ClvPredict.Data;

namespace ClvPredict.Features.Contracts;

/// <summary>Writes the columns of <see cref="AttributeFeatures"/> from the row of a customer that is in force at a cutoff:
/// the latest of those known before it. All are missing without such a row.</summary>
internal sealed class AttributeColumns
{
    private readonly CustomerAttributes _attributes;
    private readonly int _firstColumn;
    private readonly ImmutableArray<AttributeColumn> _numbers;
    private readonly ImmutableArray<(AttributeColumn Texts, CategoryColumns Columns)> _categories;

    public AttributeColumns(
        AttributeFeatures features,
        CustomerAttributes attributes,
        int firstColumn
    )
    {
        _attributes = attributes;
        _firstColumn = firstColumn;
        var byName = attributes.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        _numbers = [.. features.Numbers.Select(n => byName[n])];
        var categories = ImmutableArray.CreateBuilder<(AttributeColumn, CategoryColumns)>();
        var next = firstColumn + _numbers.Length;
        foreach (var feature in features.Categories)
        {
            var column = byName[feature.Name];
            categories.Add((column, new CategoryColumns(feature, column.Texts, next)));
            next += feature.Values.Length + 1;
        }
        _categories = categories.ToImmutable();
    }

    public void Write(int customer, int cutoffDay, float[][] columns, int row)
    {
        var inForce = _attributes.Offsets[customer + 1] - 1;
        while (
            inForce >= _attributes.Offsets[customer] && _attributes.KnownDays[inForce] >= cutoffDay
        )
            inForce--;
        var isKnown = inForce >= _attributes.Offsets[customer];
        for (var n = 0; n < _numbers.Length; n++)
        {
            var code = isKnown ? _numbers[n].Codes[inForce] : -1;
            columns[_firstColumn + n][row] = code < 0 ? float.NaN : _numbers[n].Numbers[code];
        }
        foreach (var (texts, category) in _categories)
            category.Write(columns, row, isKnown ? texts.Codes[inForce] : -1);
    }
}

using System.Collections.Immutable;
using ClvPredict.Data;

namespace ClvPredict.Features.Contracts;

/// <summary>Writes the columns of a <see cref="FeatureContract"/> that come after those of the catalog. Immutable.</summary>
internal sealed class ContractColumns
{
    private readonly CustomerHistories _histories;
    private readonly ImmutableArray<(OrderTexts Texts, CategoryColumns Columns)> _firstOrder;
    private readonly AttributeColumns? _attributes;
    private readonly EventColumns? _events;

    public ContractColumns(FeatureContract contract, CustomerData data)
    {
        _histories = data.Histories;
        var next = FeatureCatalog.All.Length;
        var texts = OrderTexts.Of(_histories.Lines);
        var firstOrder = ImmutableArray.CreateBuilder<(OrderTexts, CategoryColumns)>();
        foreach (var feature in contract.FirstOrder)
        {
            var column =
                texts.FirstOrDefault(t => t.Name == feature.Name)
                ?? throw new FeatureContractException(
                    $"The model takes the first order's \"{feature.Name}\", which this version does not know."
                );
            firstOrder.Add((column, new CategoryColumns(feature, column.Texts, next)));
            next += feature.Values.Length + 1;
        }
        _firstOrder = firstOrder.ToImmutable();
        if (contract.Attributes is { } attributes)
        {
            _attributes = new AttributeColumns(attributes, data.Attributes!, next);
            next += attributes.Columns.Count();
        }
        if (contract.Events is { } events)
            _events = new EventColumns(events, data.Events!, next);
    }

    /// <summary>Writes one row; its columns are 0 so far.</summary>
    public void Write(int customer, int cutoffDay, float[][] columns, int row)
    {
        var start = _histories.Offsets[customer];
        var end = _histories.Offsets[customer + 1];
        foreach (var (texts, category) in _firstOrder)
            category.Write(columns, row, texts.FirstCode(_histories.Lines, start, end, cutoffDay));
        _attributes?.Write(customer, cutoffDay, columns, row);
        _events?.Write(customer, cutoffDay, columns, row);
    }
}

using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Features.Groups;
using ClvPredict.Features.Scan;

namespace ClvPredict.Features;

/// <summary>
/// Computes the features of one customer after the other from a list of order lines, equal to those of
/// <see cref="FeatureBuilder"/>. Reuses its memory, which grows to the longest list; not safe for concurrent use.
/// </summary>
public sealed class CustomerFeatures
{
    private readonly CustomerScan _scan;
    private readonly float[][] _columns;
    private readonly ImmutableArray<(FirstText Text, CategoryFeature Feature, int Column)> _first;
    private readonly SortedOrderLines _lines;

    /// <summary>Features of a contract.</summary>
    /// <param name="contract">The columns.</param>
    /// <param name="basis">What a purchase is worth.</param>
    /// <exception cref="FeatureContractException">The contract takes attributes or events, which order lines do not give.</exception>
    public CustomerFeatures(FeatureContract contract, ValueBasis basis)
    {
        ArgumentNullException.ThrowIfNull(contract);
        if (contract.Attributes is not null || contract.Events is not null)
            throw new FeatureContractException(
                "The model takes attributes or events of customers, which order lines alone do not give: score a batch with them."
            );
        var columns = new ScanColumns(contract.OrderColumns);
        _scan = new CustomerScan(columns, basis, contract.LogStart.DayNumber);
        _lines = new SortedOrderLines(columns);
        Names = contract.Names();
        _columns = [.. Names.Select(_ => new float[1])];
        Columns = [.. _columns.Select(c => (ReadOnlyMemory<float>)c)];
        var first = ImmutableArray.CreateBuilder<(FirstText, CategoryFeature, int)>();
        var next = FeatureCatalog.All.Length;
        foreach (var feature in contract.FirstOrder)
        {
            first.Add((TextOf(feature.Name), feature, next));
            next += feature.Values.Length + 1;
        }
        _first = first.ToImmutable();
    }

    private delegate string? FirstText(in OrderLine line);

    /// <summary>Names of the columns, in order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>One number a column, NaN where missing: the customer computed last.</summary>
    public ImmutableArray<ReadOnlyMemory<float>> Columns { get; }

    /// <summary>Computes the features of a customer; those of the customer before are overwritten.</summary>
    /// <param name="lines">The customer's order lines, in any order; those from the cutoff on are not looked at.</param>
    /// <param name="cutoff">The first day that is not observed.</param>
    /// <exception cref="OrderDataException">There is no line before the cutoff, or an amount that no order has.</exception>
    public CustomerFacts Compute(ReadOnlySpan<OrderLine> lines, DateOnly cutoff)
    {
        var before = _lines.Take(lines, cutoff);
        if (before.IsEmpty)
            throw new OrderDataException(
                FormattableString.Invariant(
                    $"The customer has no order line before {cutoff:yyyy-MM-dd}."
                )
            );
        _scan.Begin(customer: 0, DayOf(before[0]));
        for (var i = 0; i < before.Length; i++)
            _scan.Add(_lines.Scan(i));
        _scan.StopAt(cutoff.DayNumber, SeasonAngle.Of(cutoff.DayNumber));
        FeatureBuilder.WriteRow(_scan, new FeatureRow(_columns, 0));
        foreach (var (text, feature, column) in _first)
            Write(feature, column, First(before, text));
        return _scan.Facts;
    }

    private static int DayOf(in OrderLine line) => DateOnly.FromDateTime(line.Time).DayNumber;

    private static string? First(ReadOnlySpan<OrderLine> lines, FirstText text)
    {
        foreach (ref readonly var line in lines)
        {
            if (!SortedOrderLines.IsReturn(line) && text(line) is { Length: > 0 } found)
                return found;
        }
        return null;
    }

    private void Write(CategoryFeature feature, int firstColumn, string? text)
    {
        for (var c = 0; c <= feature.Values.Length; c++)
            _columns[firstColumn + c][0] = text is null ? float.NaN : 0;
        if (text is null)
            return;
        var place = feature.Values.BinarySearch(text, StringComparer.Ordinal);
        _columns[firstColumn + (place >= 0 ? place : feature.Values.Length)][0] = 1;
    }

    private static FirstText TextOf(string feature) =>
        feature switch
        {
            "first_channel" => static (in line) => line.Channel,
            "first_category" => static (in line) => line.Category,
            "first_country" => static (in line) => line.Country,
            "first_campaign" => static (in line) => line.Campaign,
            _ => throw new FeatureContractException(
                $"The model takes the first order's \"{feature}\", which this version does not know."
            ),
        };
}

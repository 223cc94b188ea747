using System.Collections.Immutable;

namespace ClvPredict.Features;

/// <summary>The features of every customer known at a cutoff, as columns of float32; NaN is missing.</summary>
public sealed class FeatureTable
{
    private readonly float[][] _columns;

    internal FeatureTable(DateOnly cutoff, ImmutableArray<CustomerFacts> facts, float[][] columns)
    {
        Cutoff = cutoff;
        Facts = facts;
        _columns = columns;
    }

    /// <summary>The first day that is not observed.</summary>
    public DateOnly Cutoff { get; }

    /// <summary>Per row: the customer and its exact statistics. Rows are in the order of the customers of the histories.</summary>
    public ImmutableArray<CustomerFacts> Facts { get; }

    /// <summary>Number of customers with at least one line before the cutoff.</summary>
    public int RowCount => Facts.Length;

    /// <summary>One feature of all rows.</summary>
    public ReadOnlySpan<float> Column(FeatureId feature) => _columns[(int)feature];

    /// <summary>All columns in the order of <see cref="FeatureCatalog.All"/>.</summary>
    public IReadOnlyList<ReadOnlyMemory<float>> Columns =>
        [.. _columns.Select(c => (ReadOnlyMemory<float>)c)];
}

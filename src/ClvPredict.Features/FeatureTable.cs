using System.Collections.Immutable;

namespace ClvPredict.Features;

/// <summary>The features of every customer known at a cutoff, as columns of float32; NaN is missing.</summary>
public sealed class FeatureTable
{
    private readonly float[][] _columns;

    internal FeatureTable(
        DateOnly cutoff,
        FeatureContract contract,
        ImmutableArray<string> names,
        ImmutableArray<CustomerFacts> facts,
        float[][] columns
    )
    {
        Cutoff = cutoff;
        Contract = contract;
        Names = names;
        Facts = facts;
        _columns = columns;
        Columns = [.. columns.Select(c => (ReadOnlyMemory<float>)c)];
    }

    /// <summary>The first day that is not observed.</summary>
    public DateOnly Cutoff { get; }

    /// <summary>Which columns there are.</summary>
    public FeatureContract Contract { get; }

    /// <summary>Names of the columns, in order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Per row: the customer and its exact statistics. Rows are in the order of the customers of the histories.</summary>
    public ImmutableArray<CustomerFacts> Facts { get; }

    /// <summary>Number of customers with at least one line before the cutoff.</summary>
    public int RowCount => Facts.Length;

    /// <summary>One feature of the catalog of all rows.</summary>
    public ReadOnlySpan<float> Column(FeatureId feature) => _columns[(int)feature];

    /// <summary>All columns in the order of <see cref="Names"/>.</summary>
    public ImmutableArray<ReadOnlyMemory<float>> Columns { get; }
}

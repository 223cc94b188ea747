using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Features;

namespace ClvPredict.Training.Stack;

/// <summary>The features of customers at cutoffs of the past, all by one contract.</summary>
internal sealed class PastFeatures(
    CustomerData data,
    FeatureContract contract,
    TrainingOptions options
)
{
    private readonly Dictionary<DateOnly, FeatureTable> _tables = [];

    /// <summary>The order lines.</summary>
    public CustomerHistories Histories => data.Histories;

    /// <summary>Computes and keeps the tables of several cutoffs, reading the lines once.</summary>
    public void Prepare(IReadOnlyList<DateOnly> cutoffs, CancellationToken cancellationToken)
    {
        foreach (var table in Build(cutoffs, cancellationToken))
            _tables[table.Cutoff] = table;
    }

    /// <summary>The table of a cutoff, computed now unless it was prepared.</summary>
    public FeatureTable At(DateOnly cutoff, CancellationToken cancellationToken) =>
        _tables.TryGetValue(cutoff, out var table) ? table : Build([cutoff], cancellationToken)[0];

    private ImmutableArray<FeatureTable> Build(
        IReadOnlyList<DateOnly> cutoffs,
        CancellationToken cancellationToken
    ) =>
        FeatureBuilder.Build(
            data,
            contract,
            cutoffs,
            options.ValueBasis,
            options.Threads,
            cancellationToken
        );
}

using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Prior;

namespace ClvPredict.Training.Stack;

/// <summary>What is known of customers at cutoffs of the past: the features of all by one contract, and the prior fitted to
/// them or, where they are a sample, to all customers.</summary>
internal sealed class PastFeatures(
    CustomerData data,
    FeatureContract contract,
    TrainingOptions options
)
{
    private readonly Dictionary<DateOnly, FeatureTable> _tables = [];
    private readonly Dictionary<DateOnly, PriorStatistics> _statistics = [];

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

    /// <summary>Reads all customers once for the priors of several cutoffs, where the customers are a sample of them.</summary>
    public void PreparePriors(IEnumerable<DateOnly> cutoffs, CancellationToken cancellationToken)
    {
        if (data.Population is not { } population)
            return;
        DateOnly[] wanted = [.. cutoffs.Distinct().Except(_statistics.Keys)];
        var cells = wanted.Select(c => new PriorCells(c)).ToArray();
        var gate = new Lock();
        population.Parts.ForEach(
            options.Threads,
            histories =>
            {
                var own = wanted.Select(c => new PriorCells(c)).ToArray();
                CustomerFactsReader.Read(
                    histories,
                    wanted,
                    options.ValueBasis,
                    (cutoff, facts) => own[cutoff].Add(facts),
                    cancellationToken
                );
                lock (gate)
                {
                    for (var cutoff = 0; cutoff < cells.Length; cutoff++)
                        cells[cutoff].Add(own[cutoff]);
                }
            },
            cancellationToken
        );
        for (var cutoff = 0; cutoff < cells.Length; cutoff++)
            _statistics[wanted[cutoff]] = cells[cutoff].ToStatistics();
    }

    /// <summary>The prior of a cutoff.</summary>
    /// <param name="table">The customers at the cutoff.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="OrderDataException">There is no purchase before the cutoff.</exception>
    public CustomerPrior PriorAt(FeatureTable table, CancellationToken cancellationToken)
    {
        PreparePriors([table.Cutoff], cancellationToken);
        return PriorFitter.Fit(
            _statistics.GetValueOrDefault(table.Cutoff) ?? PriorStatistics.Of(table),
            table.Cutoff,
            options.ValueBasis,
            options.Threads,
            cancellationToken
        );
    }

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

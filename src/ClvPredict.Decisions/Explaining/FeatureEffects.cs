using System.Collections.Immutable;
using ClvPredict.Decisions.Experiments;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Evaluation;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Explaining;

/// <summary>
/// Which features matter, and how: exact Shapley values of the trees (Lundberg, Erion and Lee 2018, "Consistent individualized
/// feature attribution for tree ensembles") as factors on what is predicted, over a sample of customers. The probabilistic
/// prior, which the factors multiply, is not among them.
/// </summary>
/// <param name="Output">What is explained: the first of predicted CLV, odds and orders that has trees.</param>
/// <param name="Customers">Customers there are.</param>
/// <param name="Sampled">Customers explained: all, or those whose ids have the lowest hashes.</param>
/// <param name="Features">The features that move predictions most, the strongest first; empty for a model without trees.</param>
public sealed record FeatureEffects(
    ExplainedOutput Output,
    int Customers,
    int Sampled,
    ImmutableArray<FeatureEffect> Features
)
{
    private const int FewestForDirection = 10;
    private const string Salt = "feature effects";

    private static readonly ImmutableArray<ExplainedOutput> s_outputs =
    [
        ExplainedOutput.PredictedClv,
        ExplainedOutput.ActiveOdds,
        ExplainedOutput.ExpectedOrders,
    ];

    /// <summary>Explains customers and adds up.</summary>
    /// <param name="scorer">The model.</param>
    /// <param name="scores">What it says of all customers.</param>
    /// <param name="options">Sizes; null for the defaults.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    /// <param name="cancellationToken">Checked once a customer.</param>
    public static FeatureEffects Of(
        CustomerScorer scorer,
        CustomerScores scores,
        FeatureEffectsOptions? options = null,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(scores);
        options ??= new FeatureEffectsOptions();
        var outputs = scorer.Model.Manifest.Importance.IsEmpty ? [] : s_outputs;
        var rows = outputs.IsEmpty ? [] : Sample(scores, options.Customers, threads);
        foreach (var output in outputs)
        {
            var effects = Explain(scorer, scores, rows, output, threads, cancellationToken);
            var names = effects.SelectMany(e => e.Keys).Distinct(StringComparer.Ordinal);
            ImmutableArray<FeatureEffect> features =
            [
                .. names
                    .Select(name => (Name: name, Mean: effects.Average(e => Size(e, name))))
                    .OrderByDescending(f => f.Mean)
                    .ThenBy(f => f.Name, StringComparer.Ordinal)
                    .Take(options.Features)
                    .Select(f => Effect(f.Name, f.Mean, scores, rows, effects, options.Points)),
            ];
            if (!features.IsEmpty)
                return new FeatureEffects(output, scores.Customers.Length, rows.Length, features);
        }
        return new FeatureEffects(ExplainedOutput.PredictedClv, scores.Customers.Length, 0, []);
    }

    // The logs of the factors of every customer, by feature.
    private static Dictionary<string, double>[] Explain(
        CustomerScorer scorer,
        CustomerScores scores,
        int[] rows,
        ExplainedOutput output,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var effects = new Dictionary<string, double>[rows.Length];
        var explainer = scorer.Explainer;
        Parallel.For(
            0,
            rows.Length,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = threads,
                CancellationToken = cancellationToken,
            },
            i =>
                effects[i] = explainer
                    .Explain(scores.Predictions, rows[i], output)
                    .Factors.Where(f => !ModelInputs.PriorNames.Contains(f.Input))
                    .ToDictionary(f => f.Input, f => Math.Log(f.Factor), StringComparer.Ordinal)
        );
        return effects;
    }

    private static double Size(Dictionary<string, double> effects, string name) =>
        Math.Abs(effects.GetValueOrDefault(name));

    private static FeatureEffect Effect(
        string name,
        double mean,
        CustomerScores scores,
        int[] rows,
        Dictionary<string, double>[] effects,
        int points
    )
    {
        var column = scores.Predictions.Inputs.Column(name).Span;
        var values = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            values[i] = column[rows[i]];
        var logs = Array.ConvertAll(effects, e => e.GetValueOrDefault(name));
        var known = Enumerable.Range(0, rows.Length).Where(i => !double.IsNaN(values[i])).ToArray();
        var direction =
            known.Length < FewestForDirection
                ? double.NaN
                : RankMetrics.Spearman(
                    Array.ConvertAll(known, i => values[i]),
                    Array.ConvertAll(known, i => logs[i])
                );
        var sorted = Array.ConvertAll(known, i => values[i]);
        Array.Sort(sorted);
        return new FeatureEffect(
            name,
            Math.Exp(mean) - 1,
            direction,
            [
                .. Enumerable
                    .Range(0, Math.Min(points, rows.Length))
                    .Select(i => new FeaturePoint(Math.Exp(logs[i]), Rank(sorted, values[i]))),
            ]
        );
    }

    private static double Rank(double[] sorted, double value)
    {
        if (double.IsNaN(value))
            return double.NaN;
        var (low, high) = (Lower(sorted, value), Upper(sorted, value));
        return sorted.Length == 1 ? 0.5 : (low + high - 1) / 2.0 / (sorted.Length - 1);
    }

    private static int Lower(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    private static int Upper(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] <= value ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    // By hash of the id: who is in it depends neither on the order of the customers nor on the others.
    private static int[] Sample(CustomerScores scores, int size, int threads)
    {
        var rows = Enumerable.Range(0, scores.Customers.Length).ToArray();
        var keys = new ulong[rows.Length];
        Parallel.For(
            0,
            keys.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            row => keys[row] = ExperimentAssignment.Hash(Salt, scores.Customers[row].CustomerId)
        );
        Array.Sort(keys, rows);
        return rows.Length <= size ? rows : rows[..size];
    }
}

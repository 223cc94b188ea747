using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Intervals;
using ClvPredict.Models.MlNet;
using ClvPredict.Models.Prior;

namespace ClvPredict.Models.Package;

/// <summary>A fitted model: prior, ML.NET chain and ranges. Immutable and safe to use from many threads.</summary>
public sealed record ClvModel
{
    private const int BlockSize = 8192;

    /// <summary>What it is and where it comes from.</summary>
    public required ModelManifest Manifest { get; init; }

    /// <summary>The probabilistic expectation that the chain starts from.</summary>
    public required CustomerPrior Prior { get; init; }

    /// <summary>Everything after the inputs, exactly as ML.NET executes it.</summary>
    public required MlNetModel Chain { get; init; }

    /// <summary>Ranges around the predictions.</summary>
    public required IntervalTable Intervals { get; init; }

    /// <summary>Share of the customers meant to lie in the ranges it gives: one of <see cref="IntervalTable.NominalLevels"/>.
    /// No part of the zip.</summary>
    public double RangeCoverage { get; init; } = IntervalTable.Nominal;

    /// <summary>How far ahead the model predicts.</summary>
    public Horizon Horizon => Horizon.Parse(Manifest.Horizon);

    /// <summary>A total of customers to be added one by one, with the range that covers <see cref="RangeCoverage"/>.</summary>
    public RunningTotal StartTotal() => new(Intervals, RangeCoverage);

    /// <summary>The features of every customer at a cutoff, as the model takes them.</summary>
    /// <exception cref="FeatureContractException">The data is not what the model's features are computed from.</exception>
    public FeatureTable Features(
        CustomerData data,
        DateOnly cutoff,
        int threads = 1,
        CancellationToken cancellationToken = default
    ) =>
        FeatureBuilder.Build(
            data,
            Manifest.Features,
            [cutoff],
            Manifest.ValueBasis,
            threads,
            cancellationToken
        )[0];

    /// <summary>The chain's input columns for customers at a cutoff.</summary>
    public ModelInputs Inputs(
        FeatureTable features,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(features);
        return ModelInputs.Build(
            features,
            Prior,
            Horizon.WeeksFrom(features.Cutoff),
            Manifest.WindowDays > 0
                ? Manifest.WindowDays / 7.0
                : Horizon.WeeksFrom(features.Cutoff),
            threads,
            cancellationToken
        );
    }

    /// <summary>Predicts every row; results do not depend on the number of threads.</summary>
    /// <exception cref="ArgumentException">There are no ranges of <see cref="RangeCoverage"/>.</exception>
    public ClvPredictions Predict(
        ModelInputs inputs,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var predictions = new ClvPredictions(inputs, Intervals, RangeCoverage);
        var rows = inputs.Features.RowCount;
        Parallel.For(
            0,
            (rows + BlockSize - 1) / BlockSize,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = threads,
                CancellationToken = cancellationToken,
            },
            block =>
                PredictBlock(
                    inputs,
                    predictions,
                    block * BlockSize,
                    Math.Min(rows, (block + 1) * BlockSize)
                )
        );
        return predictions;
    }

    private void PredictBlock(ModelInputs inputs, ClvPredictions predictions, int start, int end)
    {
        var batch = new ColumnBatch(end - start);
        foreach (var name in Chain.InputColumns)
            batch.SetNumbers(name, inputs.Column(name).Slice(start, end - start));
        Chain.Chain.Apply(batch);
        predictions.Fill(
            start,
            batch.Numbers(ClvChain.ChurnProbability),
            batch.Numbers(ClvChain.ExpectedOrders),
            batch.Numbers(ClvChain.PredictedClv)
        );
    }
}

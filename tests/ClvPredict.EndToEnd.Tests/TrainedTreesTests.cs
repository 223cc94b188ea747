using ClvPredict.Data;
using ClvPredict.Models.MlNet;
using ClvPredict.Models.Trees;
using ClvPredict.TestKit;
using ClvPredict.Training.Boosting;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>Trees with categorical splits, trained and stored here, against a scorer that shares no code with this project.</summary>
public sealed class TrainedTreesTests : IDisposable
{
    private const int Rows = 1500;
    private const int Categories = 12;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [OutsideDataFact("mlnet/check_zip.py")]
    public void Train_NumbersAndCategories_AgreesBitForBitWithAnIndependentScorer()
    {
        var columns = Columns();
        var labels = Labels(columns);
        var bins = FeatureBins.Build(columns, categories: [0, Categories, 0]);
        var result = BoostingTrainer.Train(
            new BoostingOptions { Rounds = 40, Monotone = [1, 0, 0] },
            new TweedieObjective(1.4),
            new BoostingData(bins, labels)
        );
        string[] slots = [.. Enumerable.Range(0, bins.SlotCount).Select(slot => $"S{slot}")];
        var model = MlNetModel.Create(
            TransformerChain.Of(
                Concatenate.Of("Features", [.. slots]),
                new RegressionPredictor
                {
                    FeatureColumn = "Features",
                    Ensemble = new TreeEnsemble
                    {
                        Kind = EnsembleKind.FastTreeTweedie,
                        FeatureCount = bins.SlotCount,
                        Trees = result.Trees,
                    },
                }
            )
        );
        var batch = OneHot(bins, columns, slots);
        WriteColumns("rows.csv", slots, batch);
        model.Apply(batch);
        WriteColumns("pred.csv", ["Score"], batch);
        using (var zip = File.Create(_folder.File("model.zip")))
            ModelArchive.Write(
                zip,
                model.Write().Select(e => (e.Name, (ReadOnlyMemory<byte>)e.Content))
            );

        var oracle = ClvRun.Run(
            _folder.Path,
            "python3",
            [OutsideData.PathOf("mlnet/check_zip.py"), "check", "model.zip", "rows.csv", "pred.csv"]
        );

        result.Trees.Sum(tree => tree.CategoricalSplits.Length).ShouldBeGreaterThan(10);
        oracle
            .ShouldBeDone()
            .Output.ShouldContain($"{Rows} rows, 1 columns (Score): 0 values differ");
    }

    /// <summary>A number with gaps, a category or none, and a count.</summary>
    private static ReadOnlyMemory<float>[] Columns()
    {
        var random = new Random(91);
        return
        [
            Column(() => random.Next(5) == 0 ? float.NaN : (float)random.NextDouble()),
            Column(() => random.Next(Categories + 1) is var c and < Categories ? c : float.NaN),
            Column(() => random.Next(6)),
        ];

        static ReadOnlyMemory<float> Column(Func<float> value) =>
            Enumerable.Range(0, Rows).Select(_ => value()).ToArray();
    }

    private static double[] Labels(ReadOnlyMemory<float>[] columns)
    {
        var random = new Random(92);
        return
        [
            .. Enumerable
                .Range(0, Rows)
                .Select(row =>
                {
                    var isLiked = columns[1].Span[row] is 1 or 4 or 5 or 10;
                    var size = columns[2].Span[row] + (isLiked ? 5 : 1);
                    return random.Next(3) == 0 ? 0 : size * (0.5 + random.NextDouble());
                }),
        ];
    }

    private static ColumnBatch OneHot(
        FeatureBins bins,
        ReadOnlyMemory<float>[] columns,
        string[] slots
    )
    {
        var batch = new ColumnBatch(Rows);
        for (var feature = 0; feature < columns.Length; feature++)
        {
            var values = columns[feature].ToArray();
            var first = bins.FirstSlot(feature);
            if (!bins.IsCategorical(feature))
                batch.SetNumbers(slots[first], values);
            for (var code = 0; bins.IsCategorical(feature) && code < Categories; code++)
                batch.SetNumbers(
                    slots[first + code],
                    Array.ConvertAll(values, value => value == code ? 1f : 0f)
                );
        }
        return batch;
    }

    private void WriteColumns(string file, string[] names, ColumnBatch batch)
    {
        using var stream = File.Create(_folder.File(file));
        using var csv = new CsvWriter(stream);
        foreach (var name in names)
            csv.Write(name);
        csv.EndRow();
        for (var row = 0; row < Rows; row++)
        {
            foreach (var name in names)
                csv.Write(batch.Numbers(name)[row]);
            csv.EndRow();
        }
    }
}

using ClvPredict.Models.MlNet;
using ClvPredict.Models.Tests.Trees;
using ClvPredict.Models.Trees;

namespace ClvPredict.Models.Tests.MlNet;

/// <summary>A model with a step of every kind that is supported.</summary>
internal static class EveryTransform
{
    public static MlNetModel Model()
    {
        var oneHot = TransformerChain.Of(
            new ValueToKey([
                new KeyColumn(new("Country", "Country"), TermVocabulary.Of(["DE", "FR"])),
                new KeyColumn(new("Level", "F4"), TermVocabulary.Of([1f, 2f, 3f])),
            ]),
            new KeyToVector([new("Country", "Country"), new("Level", "Level")])
        );
        return MlNetModel.Create(
            TransformerChain.Of(
                oneHot,
                Concatenate.Of("Raw", ["F0", "Country", "Level", "F1"]),
                new ReplaceMissingValues([
                    new(new("Raw", "Raw"), [1, 2, 3, 4, 5, 6, 7], IsPerSlot: true),
                ]),
                new ReplaceMissingValues([new(new("F2", "F2"), [9], IsPerSlot: false)]),
                new Normalizer([
                    new(new("Scaled", "Raw"), true, [1, 2, 3, 4, 5, 6, 7], [0, 0, 0, 0, 0, 0, 1]),
                ]),
                new Normalizer([new(new("F3", "F2"), false, [2], [1])]),
                new PlattStep("F3", new PlattCalibrator(-1, 0)),
                CopyColumns.Of("P3", "Probability"),
                new RegressionPredictor
                {
                    FeatureColumn = "Scaled",
                    Ensemble = RandomTrees.Ensemble(
                        new Random(6),
                        EnsembleKind.FastForestRegression,
                        features: 7,
                        trees: 2,
                        leaves: 4,
                        special: true
                    ),
                },
                ExpressionStep.Of("Result", "(s, p) : p > 0.5 ? s : -s", "Score", "P3")
            )
        );
    }
}

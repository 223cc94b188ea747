using System.Collections.Immutable;
using ClvPredict.Models.Trees;

namespace ClvPredict.Models.MlNet;

/// <summary>Reads the model block of a tree model.</summary>
internal static class EnsembleReader
{
    /// <summary>Reads the trees of a folder.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="step">The step it belongs to, for messages.</param>
    /// <param name="featureLength">Number of features where the block is too old to say.</param>
    public static TreeEnsemble Read(ModelDirectory directory, string step, int featureLength)
    {
        var format =
            EnsembleFormat.Of(directory.Key)
            ?? throw new ModelPackageException(
                $"{step} is a {ModelDirectory.Name(directory.Key)}; ClvPredict scores FastTree and FastForest models."
            );
        directory.Expect(format.Component);
        var block = directory.Block;
        uint version = directory.Key.VersionWritten;
        if (block.Int32() != sizeof(float))
            throw block.Fault($"its numbers are not float32");
        int count = block.Count(1, "trees");
        var trees = ImmutableArray.CreateBuilder<RegressionTree>();
        for (int t = 0; t < count; t++)
            trees.Add(ReadTree(block, format, version));
        // The initialisers run in the order of the file.
        var ensemble = new TreeEnsemble
        {
            Kind = format.Kind,
            Trees = trees.ToImmutable(),
            Bias = block.Double(),
            InputText = directory.TextOrNull(),
            OptionText = directory.TextOrNull(),
            FeatureCount = version >= format.FeatureCountSince ? block.Int32() : featureLength,
            QuantileSampleCount =
                format.Kind == EnsembleKind.FastForestRegression ? ReadSampleCount(block) : 0,
        };
        block.End();
        if (TreeEnsembleFault.FirstIn(ensemble) is { } fault)
            throw block.Fault($"{fault}");
        return ensemble;
    }

    private static RegressionTree ReadTree(ByteReader block, EnsembleFormat format, uint version)
    {
        byte code = block.Byte();
        if (code != format.TreeCode)
            throw block.Fault($"a tree of kind {code} is in a {format.Component.Loader}");
        int leaves = block.Int32();
        // The initialisers run in the order of the file.
        var tree = new RegressionTree
        {
            MaxOutput = block.Double(),
            Weight = block.Double(),
            LteChild = block.Array<int>("children"),
            GtChild = block.Array<int>("children"),
            SplitFeature = block.Array<int>("split features"),
            CategoricalSplits = version >= format.CategoriesSince ? ReadCategories(block) : [],
            BinThreshold = block.Array<uint>("bin thresholds"),
            Threshold = block.Array<float>("thresholds"),
            DefaultForMissing = version >= format.DefaultsSince ? ReadDefaults(block) : [],
            LeafValue = block.Array<double>("leaf values"),
            SplitGain = block.Array<double>("split gains"),
            GainPValue = block.Array<double>("p-values"),
            PreviousLeafValue = block.Array<double>("previous leaf values"),
            LabelSample = format.IsForest ? block.Array<double>("label samples") : [],
            LabelSampleWeight =
                format.IsForest && version >= EnsembleFormat.LabelWeightsSince
                    ? block.Array<double>("label weights")
                    : [],
        };
        if (tree.LeafCount != leaves)
            throw block.Fault($"a tree of {leaves} leaves has {tree.Threshold.Length} thresholds");
        return tree;
    }

    private static ImmutableArray<CategoricalSplit> ReadCategories(ByteReader block)
    {
        var splits = ImmutableArray.CreateBuilder<CategoricalSplit>();
        foreach (int node in block.Array<int>("categorical nodes"))
        {
            splits.Add(
                new CategoricalSplit
                {
                    Node = node,
                    Features = block.Array<int>("categorical features"),
                    RangeFirst = block.Int32(),
                    RangeLast = block.Int32(),
                }
            );
        }
        return splits.ToImmutable();
    }

    /// <summary>Zeros throughout mean none: ML.NET drops such an array on loading.</summary>
    private static ImmutableArray<float> ReadDefaults(ByteReader block)
    {
        var defaults = block.Array<float>("defaults for missing values");
        return defaults.Any(v => v != 0) ? defaults : [];
    }

    private static int ReadSampleCount(ByteReader block)
    {
        byte marker = block.Byte();
        return marker == 1
            ? block.Int32()
            : throw block.Fault($"its quantile samples are marked {marker}");
    }
}

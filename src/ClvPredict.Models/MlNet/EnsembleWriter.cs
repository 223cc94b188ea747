using ClvPredict.Models.Trees;

namespace ClvPredict.Models.MlNet;

/// <summary>Writes the model block of a tree model in the version that ML.NET has written since 1.0.</summary>
internal static class EnsembleWriter
{
    public static void Write(ModelEntries entries, string directory, TreeEnsemble ensemble)
    {
        var format = EnsembleFormat.Of(ensemble.Kind);
        var block = new ModelBlock();
        var bytes = block.Bytes;
        bytes.Int32(sizeof(float));
        bytes.Int32(ensemble.Trees.Length);
        foreach (var tree in ensemble.Trees)
            WriteTree(bytes, tree, format);
        bytes.Double(ensemble.Bias);
        block.Text(ensemble.InputText);
        block.Text(ensemble.OptionText);
        bytes.Int32(ensemble.FeatureCount);
        if (ensemble.Kind == EnsembleKind.FastForestRegression)
        {
            bytes.Byte(1);
            bytes.Int32(ensemble.QuantileSampleCount);
        }
        entries.AddKey(directory, format.Component, block);
    }

    private static void WriteTree(ByteWriter bytes, RegressionTree tree, EnsembleFormat format)
    {
        bytes.Byte(format.TreeCode);
        bytes.Int32(tree.LeafCount);
        bytes.Double(tree.MaxOutput);
        bytes.Double(tree.Weight);
        bytes.Array(tree.LteChild);
        bytes.Array(tree.GtChild);
        bytes.Array(tree.SplitFeature);
        bytes.Int32(tree.CategoricalSplits.Length);
        foreach (var split in tree.CategoricalSplits)
            bytes.Int32(split.Node);
        foreach (var split in tree.CategoricalSplits)
        {
            bytes.Array(split.Features);
            bytes.Int32(split.RangeFirst);
            bytes.Int32(split.RangeLast);
        }
        bytes.Array(tree.BinThreshold);
        bytes.Array(tree.Threshold);
        bytes.Array(tree.DefaultForMissing);
        bytes.Array(tree.LeafValue);
        bytes.Array(tree.SplitGain);
        bytes.Array(tree.GainPValue);
        bytes.Array(tree.PreviousLeafValue);
        if (format.IsForest)
        {
            bytes.Array(tree.LabelSample);
            bytes.Array(tree.LabelSampleWeight);
        }
    }
}

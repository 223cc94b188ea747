namespace ClvPredict.Models.MlNet;

/// <summary>Reads the step in a folder, whichever it is.</summary>
internal static class StepReader
{
    /// <summary>Reads a step.</summary>
    /// <param name="directory">The step's folder.</param>
    /// <param name="step">What messages call it, such as "step 3 (TransformerChain/Transform_003)".</param>
    /// <exception cref="ModelPackageException">The step is damaged, or of a kind that is not supported.</exception>
    public static TransformStep Read(ModelDirectory directory, string step) =>
        directory.Key.Signature switch
        {
            "XF CHAIN" => TransformerChain.Read(directory),
            "CONCAT F" => Concatenate.Read(directory),
            "COPYCOLT" => CopyColumns.Read(directory),
            "NAREP TF" => ReplaceMissingValues.Read(directory),
            "NORMALZR" => Normalizer.Read(directory, step),
            "EXPRTRNF" => ExpressionStep.Read(directory),
            "REG PRED" or "RANKPRED" => RegressionPredictor.Read(directory, step),
            "BIN PRED" => BinaryPredictor.Read(directory, step),
            "CALTRANS" => PlattStep.Read(directory),
            "TERMTRNF" => ValueToKey.Read(directory),
            "KEY2VECT" => KeyToVector.Read(directory),
            _ => throw new ModelPackageException(
                $"{step} is a {ModelDirectory.Name(directory.Key)}, a transform that ClvPredict does not run."
            ),
        };
}

namespace ClvPredict.Models.MlNet;

/// <summary>
/// A sigmoid that turns scores into probabilities (Platt 1999): probability = 1 / (1 + exp(slope * score + offset)),
/// in float64, rounded to float32. NaN stays NaN. Default: always one half.
/// </summary>
/// <param name="Slope">A; negative where higher scores are more likely. Finite.</param>
/// <param name="Offset">B. Finite.</param>
public readonly record struct PlattCalibrator(double Slope, double Offset)
{
    /// <summary>The probability of a score.</summary>
    public float ProbabilityOf(float score) =>
        float.IsNaN(score) ? float.NaN : (float)(1 / (1 + Math.Exp(Slope * score + Offset)));

    internal ReadOnlyMemory<float> ProbabilitiesOf(ReadOnlySpan<float> scores)
    {
        var probabilities = new float[scores.Length];
        for (int r = 0; r < scores.Length; r++)
            probabilities[r] = ProbabilityOf(scores[r]);
        return probabilities;
    }

    internal void Write(ModelEntries entries, string directory)
    {
        var block = new ModelBlock();
        block.Bytes.Double(Slope);
        block.Bytes.Double(Offset);
        entries.AddKey(directory, ModelComponent.Platt, block);
    }

    internal static PlattCalibrator Read(ModelDirectory directory)
    {
        var block = directory.Expect(ModelComponent.Platt).Block;
        var calibrator = new PlattCalibrator(block.Double(), block.Double());
        block.End();
        return double.IsFinite(calibrator.Slope) && double.IsFinite(calibrator.Offset)
            ? calibrator
            : throw block.Fault($"slope or offset is not a finite number");
    }
}

namespace ClvPredict.Features.Groups;

/// <summary>One row of feature columns, to be written; the default value has no columns.</summary>
internal readonly struct FeatureRow(float[][] columns, int row)
{
    /// <summary>Sets a feature; NaN is missing.</summary>
    public double this[FeatureId feature]
    {
        set => columns[(int)feature][row] = (float)value;
    }

    /// <summary>a / b, missing unless b is above 0.</summary>
    public static double Ratio(double a, double b) => b > 0 ? a / b : double.NaN;
}

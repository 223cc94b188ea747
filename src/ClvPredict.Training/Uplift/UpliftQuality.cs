namespace ClvPredict.Training.Uplift;

/// <summary>How well an uplift ranks customers, with intervals from drawing customers anew (docs/experiments.md).</summary>
/// <param name="Qini">Area between the incremental outcome when customers are treated from the highest uplift on and that of a random
/// order, a customer, in units of the outcome (Radcliffe 2007); 0 for a random order.</param>
/// <param name="QiniLow">Lower end of its interval.</param>
/// <param name="QiniHigh">Upper end of its interval.</param>
/// <param name="Auuc">Area under the curve of incremental outcome a customer (Gutierrez and Gérardy 2017); half the average effect for a
/// random order.</param>
/// <param name="AuucLow">Lower end of its interval.</param>
/// <param name="AuucHigh">Upper end of its interval.</param>
/// <param name="Ranks">Whether the Qini interval lies above 0: the ranking is better than chance.</param>
public sealed record UpliftQuality(
    double Qini,
    double QiniLow,
    double QiniHigh,
    double Auuc,
    double AuucLow,
    double AuucHigh,
    bool Ranks
);

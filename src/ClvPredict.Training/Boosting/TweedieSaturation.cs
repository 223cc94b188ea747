using ClvPredict.Models.Numerics;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// The density of a positive Tweedie value at a mean equal to the value itself, for one power p between 1 and 2: the part of
/// the likelihood that does not depend on predictions. With dispersion phi, log f(y; m) = log f(y; y) - deviance / (2 phi).
/// </summary>
/// <remarks>
/// Dunn and Smyth, Series evaluation of Tweedie exponential dispersion model densities (2005), sections 3 and 4: y is a sum of
/// j gamma jumps with the Poisson probability of j. At m = y both depend only on z = y^(2-p) / phi: the Poisson mean is
/// z / (2 - p), y over the jumps' scale z / (p - 1), their shape (2 - p) / (p - 1). Relative error of the density about 1e-12,
/// and 1e-4 where the Poisson mean is above 2000 and the saddlepoint approximation is taken.
/// </remarks>
internal sealed class TweedieSaturation
{
    /// <summary>Poisson mean above which the saddlepoint approximation is taken.</summary>
    private const int LargestMean = 2000;

    /// <summary>Terms smaller than the largest by this factor's exponential are left out.</summary>
    private const double NegligibleLog = 37;

    private readonly double _power;
    private readonly double _shape;
    private readonly double[] _logFactors;

    public TweedieSaturation(double power)
    {
        _power = power;
        _shape = (2 - power) / (power - 1);
        // The largest j whose term counts at the largest mean: some nine standard deviations of at most sqrt(mean).
        _logFactors = new double[LargestMean + 10 * (int)Math.Sqrt(LargestMean)];
        for (var j = 1; j < _logFactors.Length; j++)
            _logFactors[j] =
                SpecialFunctions.LogGamma(j + 1.0) + SpecialFunctions.LogGamma(j * _shape);
    }

    /// <summary>log f(y; y), for y and the dispersion above 0.</summary>
    public double LogDensity(double y, double dispersion)
    {
        var z = Math.Pow(y, 2 - _power) / dispersion;
        var mean = z / (2 - _power);
        if (mean > LargestMean)
            return -0.5 * Math.Log(2 * Math.PI * dispersion * Math.Pow(y, _power));
        var scaled = z / (_power - 1);
        var slope = Math.Log(mean) + _shape * Math.Log(scaled);
        // The terms rise to about the Poisson mean and fall from there.
        var start = Math.Max(1, (int)mean);
        var top = Term(start);
        var sum = 1.0;
        for (var j = start + 1; j < _logFactors.Length; j++)
        {
            var relative = Term(j) - top;
            sum += Math.Exp(relative);
            if (relative < -NegligibleLog)
                break;
        }
        for (var j = start - 1; j >= 1 && Term(j) - top is var relative and > -NegligibleLog; j--)
            sum += Math.Exp(relative);
        return top + Math.Log(sum) - mean - scaled - Math.Log(y);

        double Term(int j) => j * slope - _logFactors[j];
    }
}

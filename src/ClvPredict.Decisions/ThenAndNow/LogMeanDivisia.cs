namespace ClvPredict.Decisions.ThenAndNow;

/// <summary>Splits the change of a product into the effects of its factors; see <see cref="ValueChange"/>.</summary>
internal static class LogMeanDivisia
{
    /// <summary>One effect a factor; their sum is <paramref name="now"/> - <paramref name="then"/> but for rounding.</summary>
    /// <param name="then">The product then, at least 0.</param>
    /// <param name="now">The product now, at least 0.</param>
    /// <param name="factorsThen">Its factors, at least 0.</param>
    /// <param name="factorsNow">Its factors, at least 0.</param>
    /// <remarks>
    /// A product of 0 on one side is the limit of a small one (Ang and Liu 2007, "Handling zero values in the logarithmic mean
    /// Divisia index decomposition approach", Energy Policy 35): the change goes to the factor that is 0. A later factor of a
    /// group without customers has no value of its own, so the first factor that is 0 takes it all.
    /// </remarks>
    public static double[] Effects(
        double then,
        double now,
        ReadOnlySpan<double> factorsThen,
        ReadOnlySpan<double> factorsNow
    )
    {
        var effects = new double[factorsThen.Length];
        if (then == now && then == 0)
            return effects;
        if (then == 0 || now == 0)
        {
            var zero = (then == 0 ? factorsThen : factorsNow).IndexOf(0.0);
            effects[zero] = now - then;
            return effects;
        }
        // Near a ratio of 1 the logarithmic mean is the geometric one, to the square of the logarithm / 24.
        var log = Math.Log(now / then);
        var mean = Math.Abs(log) < 1e-8 ? Math.Sqrt(now * then) : (now - then) / log;
        for (var k = 0; k < effects.Length; k++)
            effects[k] = mean * Math.Log(factorsNow[k] / factorsThen[k]);
        return effects;
    }
}

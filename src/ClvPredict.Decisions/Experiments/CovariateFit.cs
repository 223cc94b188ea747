namespace ClvPredict.Decisions.Experiments;

/// <summary>Mean and spread of an outcome, and how it goes with a covariate.</summary>
/// <param name="Mean">Mean outcome.</param>
/// <param name="Deviation">Standard deviation of the outcome.</param>
/// <param name="Correlation">Correlation with the covariate; 0 where either does not vary.</param>
/// <param name="Skewness">Third standardised moment of the outcome; 0 where it does not vary.</param>
internal readonly record struct CovariateFit(
    double Mean,
    double Deviation,
    double Correlation,
    double Skewness
)
{
    /// <summary>Over all customers; one without covariate counts with the mean of the others.</summary>
    public static CovariateFit Of(IReadOnlyList<double> outcomes, IReadOnlyList<double> covariate)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(covariate);
        var n = outcomes.Count;
        if (n < 2)
            return new CovariateFit(n == 0 ? double.NaN : outcomes[0], double.NaN, 0, 0);
        var meanY = outcomes.Sum() / n;
        var known = covariate.Count(double.IsFinite);
        var meanX = known > 0 ? covariate.Where(double.IsFinite).Sum() / known : 0;
        var (yy, xx, xy, cubes) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            var y = outcomes[i] - meanY;
            var x = double.IsFinite(covariate[i]) ? covariate[i] - meanX : 0;
            yy += y * y;
            xx += x * x;
            xy += x * y;
            cubes += y * y * y;
        }
        var variance = yy / n;
        return new CovariateFit(
            meanY,
            Math.Sqrt(yy / (n - 1)),
            xx > 0 && yy > 0 ? Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1) : 0,
            variance > 0 ? cubes / n / Math.Pow(variance, 1.5) : 0
        );
    }
}

namespace ClvPredict.Decisions.Experiments;

/// <summary>How much customers' outcomes differ, which decides how large an experiment must be.</summary>
/// <param name="Mean">Mean outcome a customer, in money.</param>
/// <param name="Deviation">Standard deviation between customers, in money, at least 0.</param>
/// <param name="Correlation">Correlation of outcome and predicted CLV, -1..1.</param>
/// <param name="Source">Where the numbers come from: history, predictions or given.</param>
public sealed record OutcomeSpread(double Mean, double Deviation, double Correlation, string Source)
{
    // Orders vary more between customers than their expectations do; given a purchase the value is taken to be spread like an
    // exponential, of which the standard deviation is the mean.
    private const double ActiveVariation = 1;

    /// <summary>
    /// What predictions say before anything has happened: a customer brings nothing with the churn probability, otherwise a value
    /// whose standard deviation is its mean. The variance between customers is that of their means plus the mean of their
    /// variances, and the part of the former is the squared correlation.
    /// </summary>
    /// <param name="predictedClv">Predicted CLV of each customer, in money.</param>
    /// <param name="churnProbability">Churn probability of each customer, 0..1.</param>
    public static OutcomeSpread OfPredictions(
        IReadOnlyList<double> predictedClv,
        IReadOnlyList<double> churnProbability
    )
    {
        ArgumentNullException.ThrowIfNull(predictedClv);
        ArgumentNullException.ThrowIfNull(churnProbability);
        var n = predictedClv.Count;
        if (n == 0)
            return new OutcomeSpread(double.NaN, double.NaN, 0, "predictions");
        var mean = predictedClv.Sum() / n;
        var (between, within) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            var clv = predictedClv[i];
            between += (clv - mean) * (clv - mean);
            var active = 1 - churnProbability[i];
            if (active > 0)
                within += (clv * clv * (1 + ActiveVariation) / active) - (clv * clv);
        }
        var variance = (between + within) / n;
        return new OutcomeSpread(
            mean,
            Math.Sqrt(variance),
            variance > 0 ? Math.Sqrt(between / n / variance) : 0,
            "predictions"
        );
    }

    /// <summary>What customers brought in a stretch of the past.</summary>
    /// <param name="outcomes">Value of each customer, in money.</param>
    /// <param name="covariate">Predicted CLV of each customer, or its value in the stretch before; NaN where there is none.</param>
    public static OutcomeSpread OfHistory(
        IReadOnlyList<double> outcomes,
        IReadOnlyList<double> covariate
    )
    {
        var fit = CovariateFit.Of(outcomes, covariate);
        return new OutcomeSpread(fit.Mean, fit.Deviation, fit.Correlation, "history");
    }
}

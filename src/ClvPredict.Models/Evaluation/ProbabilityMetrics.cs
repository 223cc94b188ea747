namespace ClvPredict.Models.Evaluation;

/// <summary>How good probabilities of an event are, as numbers and not only as a ranking.</summary>
public static class ProbabilityMetrics
{
    /// <summary>Number of bins of the calibration error and of the calibration table.</summary>
    public const int BinCount = 10;

    /// <summary>Probabilities are held at least this far from 0 and 1, or one sure mistake would cost infinitely much.</summary>
    public const double Margin = 1e-6;

    /// <summary>Mean of (probability - event)^2, in [0, 1] (Brier 1950); lower is better.</summary>
    /// <exception cref="ArgumentException">The columns are empty or differ in length.</exception>
    public static double Brier(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> events)
    {
        ColumnChecks.RequireEqualLengths(probabilities.Length, events.Length);
        var sum = new CompensatedSum();
        for (var i = 0; i < probabilities.Length; i++)
        {
            var error = probabilities[i] - (events[i] ? 1 : 0);
            sum.Add(error * error);
        }
        return sum.Total / probabilities.Length;
    }

    /// <summary>Mean of -ln(probability given to what happened), not negative; lower is better. Infinite when something
    /// happened that had probability 0: clip with <see cref="Margin"/> first.</summary>
    /// <exception cref="ArgumentException">The columns are empty or differ in length.</exception>
    public static double LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> events)
    {
        ColumnChecks.RequireEqualLengths(probabilities.Length, events.Length);
        var sum = new CompensatedSum();
        for (var i = 0; i < probabilities.Length; i++)
            sum.Add(Math.Log(events[i] ? probabilities[i] : 1 - probabilities[i]));
        return -sum.Total / probabilities.Length;
    }

    /// <summary>
    /// Expected calibration error, in [0, 1]: the mean over <see cref="BinCount"/> bins of equal count, by probability, of
    /// |mean probability - share with the event|, weighted by count; equal probabilities share their outcomes.
    /// </summary>
    /// <exception cref="ArgumentException">The columns are empty or differ in length.</exception>
    public static double ExpectedCalibrationError(
        ReadOnlySpan<double> probabilities,
        ReadOnlySpan<bool> events
    )
    {
        ColumnChecks.RequireEqualLengths(probabilities.Length, events.Length);
        return ExpectedCalibrationError(
            Bins(new PredictionOrder(probabilities), probabilities, events)
        );
    }

    /// <inheritdoc cref="ExpectedCalibrationError(ReadOnlySpan{double}, ReadOnlySpan{bool})"/>
    internal static double ExpectedCalibrationError(List<CalibrationBin> bins)
    {
        var (error, customers) = (0.0, 0);
        foreach (var bin in bins)
        {
            error += Math.Abs(bin.MeanPredicted - bin.ActualRate) * bin.Customers;
            customers += bin.Customers;
        }
        return error / customers;
    }

    /// <summary>The bins of the calibration error that hold customers, the lowest probabilities first.</summary>
    internal static List<CalibrationBin> Bins(
        PredictionOrder order,
        ReadOnlySpan<double> probabilities,
        ReadOnlySpan<bool> events
    )
    {
        var indicators = new double[events.Length];
        for (var i = 0; i < indicators.Length; i++)
            indicators[i] = events[i] ? 1 : 0;
        var shared = order.TieMeans(indicators);
        var bins = new List<CalibrationBin>(BinCount);
        for (var bin = 0; bin < BinCount; bin++)
        {
            var (start, end) = (order.BinStart(bin, BinCount), order.BinStart(bin + 1, BinCount));
            if (start == end)
                continue;
            var rate = CompensatedSum.Of(shared.AsSpan(start, end - start)) / (end - start);
            bins.Add(new CalibrationBin(order.Mean(probabilities, start, end), rate, end - start));
        }
        return bins;
    }
}

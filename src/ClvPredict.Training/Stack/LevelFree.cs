namespace ClvPredict.Training.Stack;

/// <summary>
/// Losses after one constant has been added to all predictions on the log scale to make them right in total: they judge the
/// shape of predictions and not their level.
/// </summary>
internal static class LevelFree
{
    public const double TweediePower = 1.5;

    /// <summary>The constant that makes sum exp(f + c) equal to the sum of y; 0 when either is 0.</summary>
    public static double LogShift(ReadOnlySpan<double> f, ReadOnlySpan<double> y)
    {
        double actual = 0,
            predicted = 0;
        for (var i = 0; i < f.Length; i++)
        {
            actual += y[i];
            predicted += Math.Exp(f[i]);
        }
        return actual > 0 && predicted > 0 ? Math.Log(actual / predicted) : 0;
    }

    /// <summary>The constant c that makes the mean of 1 / (1 + exp(-(f + c))) equal to <paramref name="rate"/>, by bisection.</summary>
    public static double LogitShift(ReadOnlySpan<double> f, double rate)
    {
        if (rate is <= 0 or >= 1)
            return 0;
        var (low, high) = (-30.0, 30.0);
        for (var i = 0; i < 60; i++)
        {
            var c = (low + high) / 2;
            double sum = 0;
            foreach (var v in f)
                sum += 1 / (1 + Math.Exp(-(v + c)));
            if (sum < rate * f.Length)
                low = c;
            else
                high = c;
        }
        return (low + high) / 2;
    }

    /// <summary>Per row log loss of log odds f against y in {0, 1}, after the shift.</summary>
    public static double[] LogLoss(ReadOnlySpan<double> f, ReadOnlySpan<double> y)
    {
        double sum = 0;
        foreach (var v in y)
            sum += v;
        var c = LogitShift(f, sum / y.Length);
        var loss = new double[f.Length];
        for (var i = 0; i < loss.Length; i++)
        {
            var z = f[i] + c;
            loss[i] = Math.Max(z, 0) - (z * y[i]) + Math.Log(1 + Math.Exp(-Math.Abs(z)));
        }
        return loss;
    }

    /// <summary>Per row Poisson deviance of log means f against counts y, after the shift.</summary>
    public static double[] Poisson(ReadOnlySpan<double> f, ReadOnlySpan<double> y)
    {
        var c = LogShift(f, y);
        var loss = new double[f.Length];
        for (var i = 0; i < loss.Length; i++)
        {
            var mean = Math.Exp(f[i] + c);
            loss[i] = 2 * ((y[i] > 0 ? y[i] * Math.Log(y[i] / mean) : 0) - y[i] + mean);
        }
        return loss;
    }

    /// <summary>Per row Tweedie deviance (power 1.5) of log means f against values y >= 0, after the shift.</summary>
    public static double[] Tweedie(ReadOnlySpan<double> f, ReadOnlySpan<double> y) =>
        Tweedie(f, y, LogShift(f, y));

    /// <summary>The same without the shift: the level counts.</summary>
    public static double[] TweedieAsIs(ReadOnlySpan<double> f, ReadOnlySpan<double> y) =>
        Tweedie(f, y, 0);

    private static double[] Tweedie(ReadOnlySpan<double> f, ReadOnlySpan<double> y, double c)
    {
        var loss = new double[f.Length];
        for (var i = 0; i < loss.Length; i++)
        {
            var root = Math.Exp((f[i] + c) / 2);
            // Power 1.5: 4 (sqrt(y) - sqrt(mu))^2 / sqrt(mu), Jorgensen 1987.
            var d = Math.Sqrt(y[i]) - root;
            loss[i] = 4 * d * d / root;
        }
        return loss;
    }
}

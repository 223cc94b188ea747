namespace ClvPredict.Training.Optimization;

/// <summary>
/// The simplex method of Nelder and Mead (1965) with the standard coefficients: slow, but needs no gradient and no
/// curvature, so it still moves where a quasi-Newton step fails.
/// </summary>
internal static class NelderMeadMinimizer
{
    /// <summary>Minimises from <paramref name="start"/>.</summary>
    /// <param name="objective">The function; its gradient is ignored.</param>
    /// <param name="start">One corner of the first simplex.</param>
    /// <param name="size">Edge length of the first simplex.</param>
    /// <param name="gain">Done when the corners' values differ by less and lie closer than 1e-4.</param>
    /// <param name="maximumIterations">Steps after which to give up.</param>
    /// <param name="cancellationToken">Checked once a step.</param>
    public static Minimum Minimize(
        ObjectiveFunction objective,
        ReadOnlySpan<double> start,
        double size,
        double gain,
        int maximumIterations,
        CancellationToken cancellationToken
    )
    {
        var n = start.Length;
        var unused = new double[n];
        var corners = new double[n + 1][];
        var values = new double[n + 1];
        for (var i = 0; i <= n; i++)
        {
            corners[i] = start.ToArray();
            if (i > 0)
                corners[i][i - 1] += size;
            values[i] = Finite(objective(corners[i], unused));
        }
        for (var iteration = 0; iteration < maximumIterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Sort(values, corners);
            if (values[n] - values[0] <= gain && Spread(corners) <= 1e-4)
                return new Minimum(corners[0], values[0], null, iteration, Converged: true);
            Step(objective, corners, values, unused);
        }
        Array.Sort(values, corners);
        return new Minimum(corners[0], values[0], null, maximumIterations, Converged: false);
    }

    private static void Step(
        ObjectiveFunction objective,
        double[][] corners,
        double[] values,
        double[] unused
    )
    {
        var worst = corners.Length - 1;
        var reflected = Along(corners, -1);
        var reflectedValue = Finite(objective(reflected, unused));
        if (reflectedValue < values[0])
        {
            var expanded = Along(corners, -2);
            var expandedValue = Finite(objective(expanded, unused));
            (corners[worst], values[worst]) =
                expandedValue < reflectedValue
                    ? (expanded, expandedValue)
                    : (reflected, reflectedValue);
            return;
        }
        if (reflectedValue < values[worst - 1])
        {
            (corners[worst], values[worst]) = (reflected, reflectedValue);
            return;
        }
        var contracted = Along(corners, reflectedValue < values[worst] ? -0.5 : 0.5);
        var contractedValue = Finite(objective(contracted, unused));
        if (contractedValue < Math.Min(reflectedValue, values[worst]))
        {
            (corners[worst], values[worst]) = (contracted, contractedValue);
            return;
        }
        for (var i = 1; i < corners.Length; i++)
        {
            for (var k = 0; k < worst; k++)
                corners[i][k] = (corners[i][k] + corners[0][k]) / 2;
            values[i] = Finite(objective(corners[i], unused));
        }
    }

    /// <summary>The point at <paramref name="position"/> from the centre of the other corners (0) to the worst one (1).</summary>
    private static double[] Along(double[][] corners, double position)
    {
        var worst = corners.Length - 1;
        var point = new double[worst];
        for (var k = 0; k < worst; k++)
        {
            var centre = 0.0;
            for (var i = 0; i < worst; i++)
                centre += corners[i][k] / worst;
            point[k] = centre + position * (corners[worst][k] - centre);
        }
        return point;
    }

    private static double Spread(double[][] corners)
    {
        var spread = 0.0;
        foreach (var corner in corners)
        {
            for (var k = 0; k < corner.Length; k++)
                spread = Math.Max(spread, Math.Abs(corner[k] - corners[0][k]));
        }
        return spread;
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : double.MaxValue;
}

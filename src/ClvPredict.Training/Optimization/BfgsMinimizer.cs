namespace ClvPredict.Training.Optimization;

/// <summary>
/// The quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno with a weak Wolfe line search by bisection
/// (Nocedal and Wright 2006, algorithm 6.1; Lewis and Overton 2013), for a handful of well scaled parameters.
/// </summary>
internal static class BfgsMinimizer
{
    private const double SufficientDecrease = 1e-4;
    private const double SufficientSlope = 0.9;
    private const double LongestStep = 2;
    private const int MaximumTrials = 40;

    /// <summary>Largest component of the gradient at which a small predicted gain is believed.</summary>
    private const double SmallGradient = 1e-6;

    /// <summary>Rounding of a value, relative to it, that the line search must not take for an increase.</summary>
    private const double Rounding = 1e-14;

    /// <summary>Minimises from <paramref name="start"/>.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="start">Where to start; the value there must be finite.</param>
    /// <param name="inverseHessian">First estimate of the inverse Hessian, row-major; null for none.</param>
    /// <param name="gain">Done when the quadratic model promises less than this.</param>
    /// <param name="maximumIterations">Steps after which to give up.</param>
    /// <param name="cancellationToken">Checked once a step.</param>
    public static Minimum Minimize(
        ObjectiveFunction objective,
        ReadOnlySpan<double> start,
        double[]? inverseHessian,
        double gain,
        int maximumIterations,
        CancellationToken cancellationToken
    )
    {
        var n = start.Length;
        var point = start.ToArray();
        var gradient = new double[n];
        var value = objective(point, gradient);
        var inverse = inverseHessian is null ? Identity(n) : (double[])inverseHessian.Clone();
        var isScaled = inverseHessian is not null;
        var direction = new double[n];
        var next = new double[n];
        var nextGradient = new double[n];
        for (var iteration = 0; iteration < maximumIterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var slope = NewtonDirection(inverse, gradient, direction);
            if (!(slope < 0) && LargestMagnitude(gradient) > 0)
            {
                inverse = Identity(n);
                slope = NewtonDirection(inverse, gradient, direction);
            }
            var target = Math.Max(gain, Rounding * (1 + Math.Abs(value)));
            if (-slope / 2 <= target && LargestMagnitude(gradient) <= SmallGradient)
                return new Minimum(point, value, inverse, iteration, Converged: true);

            slope *= Shorten(direction, isScaled ? LongestStep : 0.5);
            if (
                !Search(
                    objective,
                    point,
                    value,
                    slope,
                    direction,
                    next,
                    nextGradient,
                    out var nextValue
                )
            )
            {
                var isFlat = LargestMagnitude(gradient) <= SmallGradient;
                return new Minimum(point, value, inverse, iteration, isFlat);
            }
            Update(inverse, point, next, gradient, nextGradient, ref isScaled);
            (point, next) = (next, point);
            (gradient, nextGradient) = (nextGradient, gradient);
            value = nextValue;
        }
        return new Minimum(point, value, inverse, maximumIterations, Converged: false);
    }

    /// <summary>Finds a step along the direction that lowers the value enough and flattens the slope enough.</summary>
    private static bool Search(
        ObjectiveFunction objective,
        double[] point,
        double value,
        double slope,
        double[] direction,
        double[] next,
        double[] nextGradient,
        out double nextValue
    )
    {
        var slack = Rounding * (1 + Math.Abs(value));
        var low = 0.0;
        var high = double.PositiveInfinity;
        var step = 1.0;
        for (var trial = 0; trial < MaximumTrials; trial++)
        {
            for (var i = 0; i < next.Length; i++)
                next[i] = point[i] + step * direction[i];
            nextValue = objective(next, nextGradient);
            if (!(nextValue <= value + SufficientDecrease * step * slope + slack))
                high = step;
            else if (Dot(nextGradient, direction) < SufficientSlope * slope && step < LongestStep)
                low = step;
            else
                return true;
            step = double.IsInfinity(high) ? 2 * step : (low + high) / 2;
        }
        nextValue = value;
        return false;
    }

    /// <summary>The BFGS update of the inverse Hessian; skipped where the step saw no positive curvature.</summary>
    private static void Update(
        double[] inverse,
        double[] point,
        double[] next,
        double[] gradient,
        double[] nextGradient,
        ref bool isScaled
    )
    {
        var n = point.Length;
        Span<double> s = stackalloc double[n];
        Span<double> y = stackalloc double[n];
        for (var i = 0; i < n; i++)
        {
            s[i] = next[i] - point[i];
            y[i] = nextGradient[i] - gradient[i];
        }
        var sy = Dot(s, y);
        var yy = Dot(y, y);
        if (!(sy > 1e-14 * Math.Sqrt(Dot(s, s) * yy)))
            return;

        if (!isScaled)
        {
            for (var i = 0; i < n; i++)
                inverse[i * n + i] = sy / yy;
            isScaled = true;
        }
        Span<double> hy = stackalloc double[n];
        for (var i = 0; i < n; i++)
            hy[i] = Dot(inverse.AsSpan(i * n, n), y);
        var factor = (1 + Dot(y, hy) / sy) / sy;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                inverse[i * n + j] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy;
        }
    }

    private static double NewtonDirection(double[] inverse, double[] gradient, double[] direction)
    {
        var n = gradient.Length;
        for (var i = 0; i < n; i++)
            direction[i] = -Dot(inverse.AsSpan(i * n, n), gradient);
        return Dot(direction, gradient);
    }

    private static double Shorten(double[] direction, double longest)
    {
        var length = LargestMagnitude(direction);
        if (length <= longest)
            return 1;
        for (var i = 0; i < direction.Length; i++)
            direction[i] *= longest / length;
        return longest / length;
    }

    private static double[] Identity(int n)
    {
        var matrix = new double[n * n];
        for (var i = 0; i < n; i++)
            matrix[i * n + i] = 1;
        return matrix;
    }

    private static double LargestMagnitude(ReadOnlySpan<double> values)
    {
        var largest = 0.0;
        foreach (var value in values)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}

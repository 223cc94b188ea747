namespace ClvPredict.Training.Btyd;

/// <summary>
/// What is minimised: minus the mean log-likelihood, a wall of slope 2 beyond each bound, and a prior so weak (standard
/// deviation 100 in each log-parameter) that it moves no digit that data determines, but makes a flat optimum unique.
/// </summary>
internal sealed class PenalizedObjective(Likelihood likelihood, LikelihoodProblem problem)
{
    private const double PriorPrecision = 1e-4;

    /// <summary>Number of customers behind the mean.</summary>
    public int Customers => likelihood.Customers;

    /// <summary>The objective and its gradient at θ; +infinity where the likelihood is not a number.</summary>
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        Span<double> parameters = stackalloc double[point.Length];
        problem.ParametersAt(point, parameters);
        var value = -likelihood.Evaluate(parameters, gradient) / Customers;
        if (!double.IsFinite(value))
            return double.PositiveInfinity;
        for (var i = 0; i < point.Length; i++)
        {
            var outside = point[i] - Math.Clamp(point[i], problem.Lowest[i], problem.Highest[i]);
            value += outside * outside + PriorPrecision / 2 / Customers * point[i] * point[i];
            var slope = problem.IsLog(i) ? gradient[i] : gradient[i] * problem.Scales[i];
            gradient[i] = -slope / Customers + 2 * outside + PriorPrecision / Customers * point[i];
        }
        return value;
    }

    /// <summary>The log-likelihood alone at θ, summed over the customers.</summary>
    public double LogLikelihood(ReadOnlySpan<double> point)
    {
        Span<double> parameters = stackalloc double[point.Length];
        Span<double> gradient = stackalloc double[point.Length];
        problem.ParametersAt(point, parameters);
        return likelihood.Evaluate(parameters, gradient);
    }
}

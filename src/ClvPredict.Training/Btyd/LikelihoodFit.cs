using ClvPredict.Training.Optimization;

namespace ClvPredict.Training.Btyd;

/// <summary>
/// Maximum likelihood that always ends with a usable model. Several starts race on a thinned set of customers, the best
/// is polished on all of them; where that is not a well determined maximum, all starts run on all customers and a simplex
/// search has the last word. The status says what was found.
/// </summary>
internal sealed class LikelihoodFit
{
    /// <summary>Customers in the race of the starts.</summary>
    private const int ThinnedCustomers = 2000;

    /// <summary>Log-likelihood, summed over all customers, that is not worth another step.</summary>
    private const double NegligibleGain = 1e-9;

    /// <summary>A log-parameter direction with a standard error above this is open.</summary>
    private const double LargestStandardError = 3;

    private readonly LikelihoodProblem _problem;
    private readonly FitOptions _options;
    private readonly PenalizedObjective _all;
    private readonly PenalizedObjective _thinned;
    private readonly CancellationToken _cancellationToken;
    private int _iterations;

    private LikelihoodFit(
        LikelihoodProblem problem,
        PenalizedObjective all,
        PenalizedObjective thinned,
        FitOptions options,
        CancellationToken cancellationToken
    )
    {
        _problem = problem;
        _all = all;
        _thinned = thinned;
        _options = options;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Fits the parameters; <paramref name="warmStart"/> (or null) replaces the race of the starts.</summary>
    public static FitResult<double[]> Run(
        CustomerRuns runs,
        Func<CustomerRuns, int, RunLikelihood> likelihoodOf,
        LikelihoodProblem problem,
        double[]? warmStart,
        FitOptions options,
        CancellationToken cancellationToken
    )
    {
        var thinnedRuns = runs.Thin(ThinnedCustomers);
        var all = new PenalizedObjective(likelihoodOf(runs, options.Threads), problem);
        var thinned =
            thinnedRuns == runs
                ? all
                : new PenalizedObjective(likelihoodOf(thinnedRuns, options.Threads), problem);
        var fit = new LikelihoodFit(problem, all, thinned, options, cancellationToken);
        var (best, status) = fit.Search(warmStart is null ? null : problem.PointOf(warmStart));

        var parameters = new double[problem.Scales.Length];
        problem.ParametersAt(best.Point, parameters);
        return new FitResult<double[]>(
            parameters,
            all.LogLikelihood(best.Point),
            fit._iterations,
            status,
            fit.NoteOn(best, status),
            runs.Customers,
            0
        );
    }

    private (Minimum Best, FitStatus Status) Search(double[]? warmStart)
    {
        var best = warmStart is null ? Race(_thinned) : Climb(_thinned, warmStart, null);
        if (_thinned != _all)
            best = Climb(_all, best.Point, best.InverseHessian);
        var status = Judge(best);
        if (status == FitStatus.Converged)
            return (best, status);

        if (_thinned != _all || warmStart is not null)
            best = Lower(best, Race(_all));
        if (!best.Converged)
        {
            var gain = NegligibleGain / _all.Customers;
            var simplex = NelderMeadMinimizer.Minimize(
                _all.Evaluate,
                best.Point,
                0.5,
                gain,
                _options.MaximumIterations * 5,
                _cancellationToken
            );
            _iterations += simplex.Iterations;
            best = Lower(best, Climb(_all, simplex.Point, null));
        }
        return (best, Judge(best));
    }

    private Minimum Race(PenalizedObjective objective)
    {
        Minimum? best = null;
        foreach (var start in _problem.Starts)
            best = Lower(
                best,
                Climb(objective, [.. start.Select(multiple => Math.Log(multiple))], null)
            );
        return best!;
    }

    private Minimum Climb(
        PenalizedObjective objective,
        ReadOnlySpan<double> start,
        double[]? inverseHessian
    )
    {
        var minimum = BfgsMinimizer.Minimize(
            objective.Evaluate,
            start,
            inverseHessian,
            NegligibleGain / objective.Customers,
            _options.MaximumIterations,
            _cancellationToken
        );
        _iterations += minimum.Iterations;
        return minimum;
    }

    /// <summary>The lower of two minima; at equal values the earlier.</summary>
    private static Minimum Lower(Minimum? a, Minimum b) => a is null || b.Value < a.Value ? b : a;

    private FitStatus Judge(Minimum best)
    {
        for (var i = 0; i < best.Point.Length; i++)
        {
            if (IsAtBound(best.Point, i))
                return FitStatus.Boundary;
        }
        if (!best.Converged)
            return FitStatus.Fallback;
        return IsDetermined(best.Point) ? FitStatus.Converged : FitStatus.FlatRidge;
    }

    private bool IsAtBound(double[] point, int i) =>
        point[i] <= _problem.Lowest[i] || point[i] >= _problem.Highest[i];

    /// <summary>
    /// True when the observed information, less that of a standard error of 3, is positive definite. Curvature is taken
    /// from the thinned customers and scaled up: it is only compared with a rough limit.
    /// </summary>
    private bool IsDetermined(double[] point)
    {
        const double Step = 1e-3;
        var n = point.Length;
        var information = new double[n, n];
        var (up, down) = (new double[n], new double[n]);
        var moved = (double[])point.Clone();
        for (var i = 0; i < n; i++)
        {
            moved[i] = point[i] + Step;
            _thinned.Evaluate(moved, up);
            moved[i] = point[i] - Step;
            _thinned.Evaluate(moved, down);
            moved[i] = point[i];
            for (var j = 0; j < n; j++)
            {
                var half = (up[j] - down[j]) / (2 * Step) * _all.Customers / 2;
                information[i, j] += half;
                information[j, i] += half;
            }
        }
        for (var i = 0; i < n; i++)
            information[i, i] -= 1 / (LargestStandardError * LargestStandardError);
        return IsPositiveDefinite(information);
    }

    /// <summary>By Cholesky's decomposition, in place.</summary>
    private static bool IsPositiveDefinite(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                    sum -= matrix[i, k] * matrix[j, k];
                if (i != j)
                    matrix[i, j] = sum / matrix[j, j];
                else if (sum > 0)
                    matrix[i, i] = Math.Sqrt(sum);
                else
                    return false;
            }
        }
        return true;
    }

    private string? NoteOn(Minimum best, FitStatus status)
    {
        if (status == FitStatus.Converged)
            return null;
        if (status == FitStatus.FlatRidge)
        {
            return "The data leaves a combination of the parameters open (standard error above 3 in logs): "
                + "predictions are stable, single parameters mean nothing.";
        }
        if (status == FitStatus.Fallback)
            return "No maximum could be confirmed; these are the most likely parameters found.";

        var names = new List<string>();
        for (var i = 0; i < best.Point.Length; i++)
        {
            if (IsAtBound(best.Point, i))
                names.Add(
                    (best.Point[i] < 0 ? "lower bound of " : "upper bound of ") + _problem.Names[i]
                );
        }
        return "The likelihood rises up to the " + string.Join(" and the ", names) + ".";
    }
}

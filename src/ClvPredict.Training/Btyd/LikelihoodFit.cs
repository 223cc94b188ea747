using System.Collections.Immutable;
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

    /// <summary>Fits the parameters to customers in runs; <paramref name="warmStart"/> (or null) replaces the race.</summary>
    public static FitResult<double[]> Run(
        CustomerRuns.Row[] rows,
        Func<CustomerRuns, int, Likelihood> likelihoodOf,
        LikelihoodProblem problem,
        double[]? warmStart,
        FitOptions? options,
        CancellationToken cancellationToken
    )
    {
        options = Checked(options, rows.Length);
        var runs = CustomerRuns.Of(rows);
        var thinned = runs.Thin(ThinnedCustomers);
        var all = likelihoodOf(runs, options.Threads);
        return Run(
            all,
            thinned == runs ? all : likelihoodOf(thinned, options.Threads),
            problem,
            warmStart,
            options,
            cancellationToken
        );
    }

    /// <summary>Fits the parameters, given the likelihood of all customers and of a few of them (the same object for all).</summary>
    public static FitResult<double[]> Run(
        Likelihood all,
        Likelihood thinned,
        LikelihoodProblem problem,
        double[]? warmStart,
        FitOptions options,
        CancellationToken cancellationToken
    )
    {
        var objective = new PenalizedObjective(all, problem);
        var fit = new LikelihoodFit(
            problem,
            objective,
            thinned == all ? objective : new PenalizedObjective(thinned, problem),
            options,
            cancellationToken
        );
        var best = fit.Search(warmStart is null ? null : problem.PointOf(warmStart));
        var (status, covariance) = fit.Judge(best);
        var parameters = new double[problem.Scales.Length];
        problem.ParametersAt(best.Point, parameters);
        return new FitResult<double[]>(
            parameters,
            objective.LogLikelihood(best.Point),
            fit._iterations,
            status,
            fit.NoteOn(best, status),
            all.Customers,
            0
        )
        {
            ParameterNames = problem.Names,
            Covariance = covariance,
        };
    }

    /// <summary>The options to use, after refusing bad ones and an empty set of customers.</summary>
    public static FitOptions Checked(FitOptions? options, int customers)
    {
        if (customers == 0)
            throw new ArgumentException(
                "Expected at least one customer, got none.",
                nameof(customers)
            );
        options ??= new FitOptions();
        FitOptions.Validate(options);
        return options;
    }

    private Minimum Search(double[]? warmStart)
    {
        var best = Polish(warmStart is null ? Race() : Climb(_thinned, warmStart, null));
        if (warmStart is not null && (!best.Converged || IsAtAnyBound(best.Point)))
            best = Lower(best, Polish(Race()));
        if (best.Converged)
            return best;

        var simplex = NelderMeadMinimizer.Minimize(
            _thinned.Evaluate,
            best.Point,
            0.5,
            NegligibleGain / _thinned.Customers,
            _options.MaximumIterations * 5,
            _cancellationToken
        );
        _iterations += simplex.Iterations;
        return Lower(best, Climb(_all, simplex.Point, null));
    }

    /// <summary>From a minimum of the thinned customers, and their curvature there, to one of all.</summary>
    private Minimum Polish(Minimum thinned)
    {
        if (_thinned == _all)
            return thinned;
        var curvature = thinned.Converged
            ? Information.At(thinned.Point, _thinned).InverseHessian(_thinned.Customers)
            : null;
        return Climb(_all, thinned.Point, curvature ?? thinned.InverseHessian);
    }

    private Minimum Race()
    {
        Minimum? best = null;
        for (var i = 0; i < _problem.Starts.Length; i++)
            best = Lower(best, Climb(_thinned, _problem.StartingPoint(i), null));
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

    private (FitStatus Status, ImmutableArray<double> Covariance) Judge(Minimum best)
    {
        if (IsAtAnyBound(best.Point))
            return (FitStatus.Boundary, []);
        if (!best.Converged)
            return (FitStatus.Fallback, []);

        var information = Information.At(best.Point, _all);
        var derivatives = new double[best.Point.Length];
        _problem.ParametersAt(best.Point, derivatives);
        for (var i = _problem.PositiveCount; i < derivatives.Length; i++)
            derivatives[i] = _problem.Scales[i];
        var status = information.Determines(LargestStandardError)
            ? FitStatus.Converged
            : FitStatus.FlatRidge;
        return (status, information.Covariance(derivatives));
    }

    private bool IsAtAnyBound(double[] point) => point.Where((_, i) => IsAtBound(point, i)).Any();

    private bool IsAtBound(double[] point, int i) =>
        point[i] <= _problem.Lowest[i] || point[i] >= _problem.Highest[i];

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

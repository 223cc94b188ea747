using System.Collections.Immutable;
using ClvPredict.Models.Intervals;

namespace ClvPredict.Decisions.Economics;

/// <summary>
/// Means of groups of very different size, each shrunk towards the whole as far as its own customers leave it uncertain: the
/// hierarchical normal model of Gelman et al. (2013, "Bayesian Data Analysis", 3rd ed., section 5.4), of the logs of the
/// groups' means.
/// </summary>
/// <remarks>
/// <para>With m the mean of a group of n customers, y = ln m + s²/2 ~ N(θ, s²), s² = ln(1 + c²/n), c² the relative variance of
/// values: the group's own and that of all groups, mixed n to <see cref="PoolingOptions.VarianceStrength"/>, times
/// <see cref="PoolingOptions.VarianceAllowance"/>. The log of a mean is
/// far less skewed than a mean of heavy-tailed values. θ ~ N(μ, τ²), μ flat, τ half-Cauchy (Gelman 2006, Bayesian Analysis
/// 1(3)); the posterior of τ is taken on a grid (equation 5.21), that of θ given τ is normal (equations 5.17, 5.20), so means and
/// ranges are exact mixtures and only "which is best" is simulated.</para>
/// <para>A mean below 1 % of that of all customers (returns took nearly everything) enters as 1 % of it.</para>
/// </remarks>
public sealed class PartialPooling
{
    private const int GridSize = 160;
    private const double SmallestShare = 0.01;

    // Spreads that are less likely than that are left out.
    private const double Negligible = 1e-9;

    private readonly double[] _log;
    private readonly double[] _variance;
    private readonly double[] _shared;
    private readonly double[] _spread = new double[GridSize];
    private readonly double[] _probability = new double[GridSize];
    private readonly double[] _center = new double[GridSize];
    private readonly double[] _centerVariance = new double[GridSize];
    private readonly double[] _best;
    private readonly bool[] _competes;
    private readonly PoolingOptions _options;

    private PartialPooling(ReadOnlySpan<GroupSample> groups, PoolingOptions options)
    {
        _options = options;
        _log = new double[groups.Length];
        _variance = new double[groups.Length];
        _shared = new double[groups.Length];
        _competes = new bool[groups.Length];
        Observe(groups);
        FindSpread();
        _best = Draw();
        Groups = [.. Enumerable.Range(0, groups.Length).Select(Describe)];
    }

    /// <summary>The groups in the order given.</summary>
    public ImmutableArray<PooledGroup> Groups { get; }

    /// <summary>Posterior mean of the standard deviation of log means between groups: 0.1 is about 10 % of the mean.</summary>
    public double Spread { get; private set; }

    /// <summary>Pools groups.</summary>
    /// <param name="groups">At least one; their customers are worth more than nothing together.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no group, or the customers are worth nothing together, or an option is out
    /// of range.</exception>
    public static PartialPooling Of(
        ReadOnlySpan<GroupSample> groups,
        PoolingOptions? options = null
    )
    {
        options ??= new PoolingOptions();
        options.Validate();
        if (groups.IsEmpty)
            throw new ArgumentException("There is no group.", nameof(groups));
        return new PartialPooling(groups, options);
    }

    /// <summary>Probability that customers of one group are worth more than those of another.</summary>
    public double ProbabilityBetter(int group, int other)
    {
        var sum = 0.0;
        for (var k = 0; k < GridSize; k++)
        {
            var (a, va, ba) = Given(group, k);
            var (b, vb, bb) = Given(other, k);
            // Both lean on the same uncertain center, in part.
            var variance = va + vb + ((ba - bb) * (ba - bb) * _centerVariance[k]);
            sum +=
                _probability[k]
                * (
                    variance > 0
                        ? NormalDistribution.Cdf((a - b) / Math.Sqrt(variance))
                        : a.CompareTo(b) * 0.5 + 0.5
                );
        }
        return sum;
    }

    /// <summary>Probability that the mean value of a group's customers is above an amount, what groups share included.</summary>
    public double ProbabilityAbove(int group, double amount) =>
        amount <= 0 ? 1 : 1 - Cdf(group, Math.Log(amount));

    /// <summary>Log of a group's own mean (y), and the variance with which it scatters around the center: s² + τ² at the mean
    /// spread.</summary>
    internal (double Log, double Variance) Observation(int group) =>
        (_log[group], _variance[group] + (Spread * Spread));

    private void Observe(ReadOnlySpan<GroupSample> groups)
    {
        double customers = 0,
            total = 0,
            variances = 0,
            squares = 0;
        foreach (var g in groups)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(g.Customers, 1, nameof(groups));
            customers += g.Customers;
            total += g.Customers * g.Mean;
            variances += (g.Customers - 1) * g.Variance;
            squares += (g.Customers - 1) * g.Mean * g.Mean;
        }
        var floor = SmallestShare * total / customers;
        if (!(floor > 0))
            throw new ArgumentException(
                "The customers of all groups are worth nothing together: there is nothing to compare.",
                nameof(groups)
            );
        var pooled = squares > 0 ? variances / squares : 1;
        for (var i = 0; i < groups.Length; i++)
        {
            var g = groups[i];
            var mean = Math.Max(g.Mean, floor);
            var own = g.Customers > 1 ? g.Variance / (mean * mean) : pooled;
            var relative =
                _options.VarianceAllowance
                * ((g.Customers * own) + (_options.VarianceStrength * pooled))
                / (g.Customers + _options.VarianceStrength);
            // Values that are all the same leave no doubt; a tiny variance keeps the weights finite.
            _variance[i] = Math.Max(1e-12, Math.Log(1 + (relative / g.Customers)));
            _log[i] = Math.Log(mean) + (_variance[i] / 2);
            _shared[i] = g.SharedLogSd * g.SharedLogSd;
            _competes[i] = !g.IsMixture;
        }
    }

    // The posterior of the spread τ on a grid that is finer near zero.
    private void FindSpread()
    {
        var mean = _log.Average();
        var scatter = Math.Sqrt(_log.Average(y => (y - mean) * (y - mean)));
        var largest = Math.Max(3, 8 * scatter);
        var logs = new double[GridSize];
        for (var k = 0; k < GridSize; k++)
        {
            var u = (k + 0.5) / GridSize;
            var tau = largest * u * u;
            _spread[k] = tau;
            double weights = 0,
                sum = 0,
                log = 0;
            for (var i = 0; i < _log.Length; i++)
            {
                var w = 1 / (_variance[i] + (tau * tau));
                weights += w;
                sum += w * _log[i];
                log += 0.5 * Math.Log(w);
            }
            _center[k] = sum / weights;
            _centerVariance[k] = 1 / weights;
            log -= 0.5 * Math.Log(weights);
            for (var i = 0; i < _log.Length; i++)
            {
                var gap = _log[i] - _center[k];
                log -= gap * gap / (2 * (_variance[i] + (tau * tau)));
            }
            var scaled = tau / _options.SpreadScale;
            // Cells of the grid are as wide as u.
            logs[k] = log - Math.Log(1 + (scaled * scaled)) + Math.Log(u);
        }
        var top = logs.Max();
        var total = 0.0;
        for (var k = 0; k < GridSize; k++)
        {
            var density = Math.Exp(logs[k] - top);
            total += _probability[k] = density < Negligible ? 0 : density;
        }
        for (var k = 0; k < GridSize; k++)
        {
            _probability[k] /= total;
            Spread += _probability[k] * _spread[k];
        }
    }

    // Mean and variance of θ given the spread and the center's own mean, and the weight of the center.
    private (double Mean, double Variance, double Shrinkage) Given(int group, int k)
    {
        var tau2 = _spread[k] * _spread[k];
        var shrinkage = _variance[group] / (_variance[group] + tau2);
        return (
            (shrinkage * _center[k]) + ((1 - shrinkage) * _log[group]),
            tau2 * shrinkage,
            shrinkage
        );
    }

    private double[] Draw()
    {
        var groups = _log.Length;
        var random = new NormalDraws(_options.Seed);
        var best = new double[groups];
        var (k, below) = (0, _probability[0]);
        for (var d = 0; d < _options.Draws; d++)
        {
            var level = (d + 0.5) / _options.Draws;
            while (below < level && k < GridSize - 1)
                below += _probability[++k];
            var center = Math.Sqrt(_centerVariance[k]) * random.Next();
            var (winner, highest) = (-1, double.NegativeInfinity);
            for (var i = 0; i < groups; i++)
            {
                if (!_competes[i])
                    continue;
                var (mean, variance, shrinkage) = Given(i, k);
                var theta = mean + (shrinkage * center) + (Math.Sqrt(variance) * random.Next());
                if (theta > highest)
                    (winner, highest) = (i, theta);
            }
            if (winner >= 0)
                best[winner]++;
        }
        for (var i = 0; i < groups; i++)
            best[i] /= _options.Draws;
        return best;
    }

    private PooledGroup Describe(int group)
    {
        double mean = 0,
            weight = 0;
        for (var k = 0; k < GridSize; k++)
        {
            var (m, v, shrinkage) = Given(group, k);
            mean +=
                _probability[k]
                * Math.Exp(m + ((v + (shrinkage * shrinkage * _centerVariance[k])) / 2));
            weight += _probability[k] * (1 - shrinkage);
        }
        var tail = (1 - _options.Coverage) / 2;
        return new PooledGroup(
            mean,
            Math.Exp(Quantile(group, tail)),
            Math.Exp(Quantile(group, 1 - tail)),
            weight,
            _best[group]
        );
    }

    private double Cdf(int group, double log)
    {
        var sum = 0.0;
        for (var k = 0; k < GridSize; k++)
        {
            if (_probability[k] < Negligible)
                continue;
            var (m, v, shrinkage) = Given(group, k);
            var sd = Math.Sqrt(v + (shrinkage * shrinkage * _centerVariance[k]) + _shared[group]);
            sum += _probability[k] * NormalDistribution.Cdf((log - m) / sd);
        }
        return sum;
    }

    private double Quantile(int group, double level)
    {
        var (low, high) = (_log[group] - 12, _log[group] + 12);
        for (var i = 0; i < 36; i++)
        {
            var middle = (low + high) / 2;
            if (Cdf(group, middle) < level)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }
}

using ClvPredict.Data;
using ClvPredict.Training.Simulation;

namespace ClvPredict.Benchmarks;

/// <summary>
/// The best forecast from a simulated log alone: each customer's expected net value in a holdout under the law that made the
/// log (docs/simulator.md), given what the log shows of the customer. Rates of buying and leaving are integrated over a grid
/// in their logs, under the prior of each channel weighted by the channels of the customer's orders; spend is the Gamma-Gamma
/// posterior, with the posterior mean of the category shares in place of the shares; returns have a Beta posterior.
/// </summary>
internal sealed class PosteriorExpectation
{
    private const int RateSteps = 80;
    private const int DropoutSteps = 60;
    private const double DaysPerWeek = 7;

    private readonly SimulationOptions _options = new();
    private readonly CustomerHistories _histories;
    private readonly int _cutoff;
    private readonly int _horizonDays;
    private readonly double[] _rates = Grid(1e-6, 5, RateSteps);
    private readonly double[] _dropouts = Grid(1e-8, 20, DropoutSteps);

    // Per channel: log density over the grid. Per day before the cutoff: log P(what follows without an order).
    private readonly double[][] _ratePriors;
    private readonly double[][] _dropoutPriors;
    private readonly double[][] _silence;
    private readonly double[] _factorUpTo;
    private readonly double[] _orders;
    private readonly double[] _exposedToReturn;

    /// <summary>Prepares the tables that all customers share.</summary>
    public PosteriorExpectation(CustomerHistories histories, DateOnly cutoff, int horizonDays)
    {
        _histories = histories;
        _cutoff = cutoff.DayNumber;
        _horizonDays = horizonDays;
        var channels = ShopCatalogue.Channels;
        _ratePriors =
        [
            .. channels.Select(c =>
                LogGamma(
                    _rates,
                    _options.RateShape,
                    _options.RateScaleWeeks * DaysPerWeek / c.RateFactor
                )
            ),
        ];
        _dropoutPriors =
        [
            .. channels.Select(c =>
                LogGamma(
                    _dropouts,
                    _options.DropoutShape,
                    _options.DropoutScaleWeeks * DaysPerWeek * c.LifetimeFactor
                )
            ),
        ];
        var first = histories.FirstDay.DayNumber;
        _factorUpTo = new double[_cutoff - first];
        for (var i = 0; i < _factorUpTo.Length; i++)
            _factorUpTo[i] = (i > 0 ? _factorUpTo[i - 1] : 0) + Factor(first + i);
        _silence = Silence(first);
        (_orders, _exposedToReturn) = Holdout();
    }

    /// <summary>Expected net value of a customer with a purchase before the cutoff, in money.</summary>
    public double Of(int customer)
    {
        var seen = SeenCustomer.Read(_histories, customer, _cutoff);
        var weights = new double[_rates.Length * _dropouts.Length];
        LogLikelihood(seen, weights);
        var largest = weights.Max();
        double sum = 0,
            orders = 0,
            exposed = 0;
        for (var r = 0; r < _rates.Length; r++)
        {
            for (var d = 0; d < _dropouts.Length; d++)
            {
                var at = (r * _dropouts.Length) + d;
                var weight = Math.Exp(weights[at] - largest);
                if (weight < 1e-15)
                    continue;
                var alive = weight * AliveAtCutoff(seen.LastDay, r, d);
                sum += weight;
                orders += alive * _orders[at];
                exposed += alive * _exposedToReturn[at];
            }
        }
        var returns = seen.ReturnPropensity(_options, _cutoff);
        return (seen.ExpectedOrderValue(_options) * (orders - (returns * exposed)) / sum)
            - seen.EarlierReturns(returns, _cutoff, _horizonDays);
    }

    private void LogLikelihood(SeenCustomer seen, double[] weights)
    {
        var first = _histories.FirstDay.DayNumber;
        var silent = _factorUpTo[seen.LastDay - first] - _factorUpTo[seen.FirstDay - first];
        foreach (var day in seen.Days.Skip(1))
            silent -= Factor(day);
        var channels = seen.LogChannels(_options);
        for (var r = 0; r < _rates.Length; r++)
        {
            var ofRate = -_rates[r] * silent;
            foreach (var day in seen.Days.Skip(1))
                ofRate += Math.Log(-Math.Exp(-_rates[r] * Factor(day)) + 1);
            for (var d = 0; d < _dropouts.Length; d++)
            {
                var prior = double.NegativeInfinity;
                for (var c = 0; c < channels.Length; c++)
                    prior = LogAdd(prior, channels[c] + _ratePriors[c][r] + _dropoutPriors[c][d]);
                weights[(r * _dropouts.Length) + d] =
                    prior
                    + ofRate
                    - (_dropouts[d] * (seen.LastDay - seen.FirstDay))
                    + _silence[seen.LastDay - first][(r * _dropouts.Length) + d];
            }
        }
    }

    private double AliveAtCutoff(int lastDay, int r, int d)
    {
        var first = _histories.FirstDay.DayNumber;
        var silent = _factorUpTo[^1] - _factorUpTo[lastDay - first];
        return Math.Exp(
            -(_dropouts[d] * (_cutoff - lastDay))
                - (_rates[r] * silent)
                - _silence[lastDay - first][(r * _dropouts.Length) + d]
        );
    }

    // Backwards over the days: the customer leaves after the day, or stays and does not buy on the next.
    private double[][] Silence(int first)
    {
        var table = new double[_cutoff - first][];
        for (var i = table.Length - 1; i >= 0; i--)
        {
            table[i] = new double[_rates.Length * _dropouts.Length];
            for (var r = 0; r < _rates.Length; r++)
            {
                for (var d = 0; d < _dropouts.Length; d++)
                {
                    var at = (r * _dropouts.Length) + d;
                    var stays = Math.Exp(-_dropouts[d]);
                    var next =
                        i + 1 == table.Length
                            ? 1
                            : Math.Exp((-_rates[r] * Factor(first + i + 1)) + table[i + 1][at]);
                    table[i][at] = Math.Log(1 - stays + (stays * next));
                }
            }
        }
        return table;
    }

    // Expected orders of a customer alive at the cutoff, and those weighted by the chance that their returns come in time.
    private (double[] Orders, double[] Exposed) Holdout()
    {
        var orders = new double[_rates.Length * _dropouts.Length];
        var exposed = new double[orders.Length];
        for (var r = 0; r < _rates.Length; r++)
        {
            for (var d = 0; d < _dropouts.Length; d++)
            {
                for (var i = 0; i < _horizonDays; i++)
                {
                    var order =
                        Math.Exp(-_dropouts[d] * i)
                        * (1 - Math.Exp(-_rates[r] * Factor(_cutoff + i)));
                    orders[(r * _dropouts.Length) + d] += order;
                    exposed[(r * _dropouts.Length) + d] +=
                        order * ReturnDelay.ProbabilityBelow(_horizonDays - i);
                }
            }
        }
        return (orders, exposed);
    }

    private double Factor(int day) => _options.MonthFactors[DateOnly.FromDayNumber(day).Month - 1];

    private static double[] Grid(double low, double high, int steps) =>
        [.. Enumerable.Range(0, steps).Select(i => low * Math.Pow(high / low, i / (steps - 1.0)))];

    // Density of the log of a gamma variable, up to the constant of the shape, which all channels share.
    private static double[] LogGamma(double[] grid, double shape, double rate) =>
        [.. grid.Select(x => (shape * Math.Log(rate * x)) - (rate * x))];

    private static double LogAdd(double a, double b)
    {
        var (high, low) = (Math.Max(a, b), Math.Min(a, b));
        return double.IsNegativeInfinity(low) ? high : high + Math.Log(1 + Math.Exp(low - high));
    }
}

using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Models.Intervals;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Forecasting;

/// <summary>
/// Splits what a model predicts for its horizon into months, and carries it on beyond. A customer's part of a window is predicted
/// CLV (expected orders) x the prior's expected orders in the window over those in the horizon; the season moves value between
/// windows and leaves the horizon's total as it is.
/// </summary>
public sealed class RevenueForecast
{
    private readonly CustomerScores _scores;
    private readonly ClvModel _model;
    private readonly int _months;
    private readonly MonthlySeason _season;
    private readonly CustomerWindows _windows;

    private RevenueForecast(
        CustomerHistories seen,
        CustomerScores scores,
        ClvModel model,
        int months,
        int threads,
        CancellationToken cancellationToken
    )
    {
        (_scores, _model, _months) = (scores, model, months);
        _windows = CustomerWindows.Compute(scores, model, months, threads, cancellationToken);
        _season = MonthlySeason.Learn(seen, _windows.Facts, model.Prior, scores.AsOf);
    }

    /// <summary>Forecasts months.</summary>
    /// <param name="histories">The orders that were scored.</param>
    /// <param name="scores">Their scores.</param>
    /// <param name="model">The model that gave them.</param>
    /// <param name="options">What; null for the defaults.</param>
    /// <param name="threads">Threads used; the result does not depend on it.</param>
    /// <param name="cancellationToken">Checked once a block of customers.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ForecastReport Compute(
        CustomerHistories histories,
        CustomerScores scores,
        ClvModel model,
        ForecastOptions? options = null,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(model);
        options ??= new ForecastOptions();
        options.Validate();
        return new RevenueForecast(
            histories.SeenOn(scores.AsOf, cancellationToken),
            scores,
            model,
            options.Months,
            threads,
            cancellationToken
        ).Describe();
    }

    private ForecastReport Describe()
    {
        var asOf = _scores.AsOf;
        var (values, orders, seasons) = (
            new double[_windows.Count],
            new double[_windows.Count],
            new double[_windows.Count]
        );
        for (var w = 0; w < _windows.Count; w++)
            seasons[w] = _season.Factor(_windows.Bounds[w], _windows.Bounds[w + 1]);
        Sum(values, orders);
        var valueFactors = Calibrate(values, seasons, _scores.TotalPredictedClv);
        var orderFactors = Calibrate(
            orders,
            seasons,
            _scores.Customers.Sum(c => (double)c.ExpectedOrders)
        );
        var months = ImmutableArray.CreateBuilder<ForecastWindow>(_months);
        double value = 0,
            order = 0;
        for (var m = 0; m < _months; m++)
        {
            var (from, to) = (asOf.AddMonths(m), asOf.AddMonths(m + 1));
            var (valueBefore, orderBefore) = (value, order);
            for (var w = 0; w < _windows.Count; w++)
            {
                if (_windows.Bounds[w] < from || _windows.Bounds[w + 1] > to)
                    continue;
                value += values[w] * valueFactors[w];
                order += orders[w] * orderFactors[w];
            }
            months.Add(
                Window(
                    m + 1,
                    from,
                    to,
                    (valueBefore, value),
                    (orderBefore, order),
                    valueFactors,
                    orderFactors
                )
            );
        }
        return new ForecastReport
        {
            AsOf = asOf,
            Horizon = _scores.Horizon,
            Currency = _model.Manifest.Currency,
            Margin = _model.Manifest.Margin,
            Customers = _scores.Customers.Length,
            Coverage = _scores.Predictions.RangeCoverage,
            RevenueInHorizon = Cents(_scores.TotalPredictedClv / _model.Manifest.Margin),
            Months = months.MoveToImmutable(),
            Total = Window(
                0,
                asOf,
                _windows.End,
                (0, value),
                (0, order),
                valueFactors,
                orderFactors
            ),
            HasSeason = _season.IsKnown,
            SeasonMonths = _season.Months,
            SeasonNote = _season.Note,
            MonthLogSd = _season.MonthLogSd,
            Note =
                $"Only the {_scores.Customers.Length} customers known on {asOf:yyyy-MM-dd}: nobody who comes later is counted."
                + (
                    _windows.End > _windows.HorizonEnd
                        ? $" The model predicts until {_windows.HorizonEnd:yyyy-MM-dd}; months after that carry its level on with the prior's course in time."
                        : ""
                ),
        };
    }

    private void Sum(double[] values, double[] orders)
    {
        for (var row = 0; row < _windows.Facts.Length; row++)
        {
            var clv = (double)_scores.Predictions.PredictedClv[row];
            var expected = (double)_scores.Predictions.ExpectedOrders[row];
            for (var w = 0; w < _windows.Count; w++)
            {
                values[w] += clv * _windows.Share(row, w);
                orders[w] += expected * _windows.Share(row, w);
            }
        }
    }

    // Factor of each window: its season, such that the windows of the horizon sum to its total.
    private double[] Calibrate(double[] sums, double[] seasons, double total)
    {
        var inHorizon = 0.0;
        for (var w = 0; w < _windows.Count && _windows.Bounds[w + 1] <= _windows.HorizonEnd; w++)
            inHorizon += sums[w] * seasons[w];
        var factor = inHorizon > 0 ? total / inHorizon : 1;
        return [.. seasons.Select(s => s * factor)];
    }

    private ForecastWindow Window(
        int month,
        DateOnly start,
        DateOnly end,
        (double Before, double After) value,
        (double Before, double After) order,
        double[] valueFactors,
        double[] orderFactors
    )
    {
        var rows = _windows.Facts.Length;
        var (means, active) = (new double[rows], new double[rows]);
        double expected = 0,
            orderVariance = 0,
            customers = 0,
            activeVariance = 0;
        for (var row = 0; row < rows; row++)
        {
            var (clv, orders, byPrior) = (0.0, 0.0, 0.0);
            for (var w = 0; w < _windows.Count; w++)
            {
                if (_windows.Bounds[w] < start || _windows.Bounds[w + 1] > end)
                    continue;
                var share = _windows.Share(row, w);
                clv += _scores.Predictions.PredictedClv[row] * share * valueFactors[w];
                orders += _scores.Predictions.ExpectedOrders[row] * share * orderFactors[w];
                byPrior += _windows.Orders(row) * share;
            }
            var p =
                month == 0
                    ? _windows.EverActive(row)
                    : _windows.ActiveInMonth(row, orders, byPrior);
            (means[row], active[row]) = (clv, p);
            expected += orders;
            customers += p;
            activeVariance += p * (1 - p);
            // Orders of an active customer: 1, and a geometric number more.
            orderVariance +=
                p > 0 ? (orders * Math.Max(1, (2 * orders / p) - 1)) - (orders * orders) : 0;
        }
        // What the level may be off by grows beyond the horizon as that of a random walk does.
        var reach =
            (end.DayNumber - _scores.AsOf.DayNumber)
            / (double)(_windows.HorizonEnd.DayNumber - _scores.AsOf.DayNumber);
        var level = _model.Intervals.LevelLogSd * Math.Sqrt(Math.Max(1, reach));
        var logSd =
            month == 0 ? level : Math.Sqrt((level * level) + Math.Pow(_season.MonthLogSd, 2));
        var margin = _model.Manifest.Margin;
        var total = _scores.Predictions.Total(means, active, logSd);
        var (ordersLow, ordersHigh) = Range(expected, orderVariance, logSd);
        var (activeLow, activeHigh) = Range(customers, activeVariance, logSd);
        return new ForecastWindow
        {
            Month = month,
            Start = start,
            End = end,
            Revenue = Difference(value.Before / margin, value.After / margin),
            RevenueLow = total.Low / margin,
            RevenueHigh = total.High / margin,
            Profit = Difference(value.Before, value.After),
            Orders = Difference(order.Before, order.After),
            OrdersLow = ordersLow,
            OrdersHigh = ordersHigh,
            ActiveCustomers = customers,
            ActiveCustomersLow = activeLow,
            ActiveCustomersHigh = Math.Min(rows, activeHigh),
            Season = _season.Factor(start, end),
            IsBeyondHorizon = end > _windows.HorizonEnd,
        };
    }

    // Lognormal with the mean and the variance of the sum, the level's uncertainty added in the log.
    private (double Low, double High) Range(double mean, double variance, double levelLogSd)
    {
        if (!(mean > 0))
            return (0, 0);
        var spread = Math.Log(1 + (Math.Max(0, variance) / (mean * mean)));
        var sd = Math.Sqrt(spread + (levelLogSd * levelLogSd));
        var z = NormalDistribution.Quantile((1 + _scores.Predictions.RangeCoverage) / 2);
        var median = mean * Math.Exp(-spread / 2);
        return (median * Math.Exp(-z * sd), median * Math.Exp(z * sd));
    }

    private static double Cents(double amount) =>
        Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    // Rounded sums so far, not rounded parts: the parts then sum to the rounded whole.
    private static double Difference(double before, double after) =>
        Cents(Cents(after) - Cents(before));
}

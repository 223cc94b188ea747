using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Economics;

/// <summary>Computes the economics of a shop's customers from their orders and scores.</summary>
public sealed class CustomerEconomics
{
    private readonly CustomerHistories _seen;
    private readonly CustomerScores _scores;
    private readonly ClvModel _model;
    private readonly EconomicsOptions _options;
    private readonly HorizonSteps _steps;
    private readonly PeriodValues _period;
    private readonly double[] _cac;

    private CustomerEconomics(
        CustomerHistories seen,
        CustomerScores scores,
        ClvModel model,
        EconomicsOptions options,
        int threads,
        CancellationToken cancellationToken
    )
    {
        (_seen, _scores, _model, _options) = (seen, scores, model, options);
        _cac = AcquisitionCostOf(seen, Facts, options);
        _steps = HorizonSteps.Compute(scores, model, threads, cancellationToken);
        _period = PeriodValues.Compute(
            seen,
            scores,
            model,
            options.PeriodMonths,
            threads,
            cancellationToken
        );
        Report = Describe();
    }

    /// <summary>The results.</summary>
    public EconomicsReport Report { get; }

    private ImmutableArray<CustomerFacts> Facts => _scores.Predictions.Inputs.Features.Facts;

    /// <summary>Computes the economics.</summary>
    /// <param name="histories">The orders that were scored.</param>
    /// <param name="scores">Their scores.</param>
    /// <param name="model">The model that gave them.</param>
    /// <param name="options">With what; null for the defaults.</param>
    /// <param name="threads">Threads used; the result does not depend on it.</param>
    /// <param name="cancellationToken">Checked once a block of customers.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OrderDataException">The orders have no column that customers are to be grouped by.</exception>
    public static CustomerEconomics Compute(
        CustomerHistories histories,
        CustomerScores scores,
        ClvModel model,
        EconomicsOptions? options = null,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(model);
        options ??= new EconomicsOptions();
        options.Validate();
        return new CustomerEconomics(
            LineWorth.Of(
                histories.SeenOn(scores.AsOf, cancellationToken),
                model.Manifest.ValueBasis,
                cancellationToken
            ),
            scores,
            model,
            options,
            threads,
            cancellationToken
        );
    }

    private EconomicsReport Describe()
    {
        var margin = _model.Manifest.Margin;
        var (newCustomer, cac) = MeansOfNewCustomers();
        var groupings = _options.GroupBy.IsEmpty
            ? CustomerGrouping.Available(_seen.Lines)
            : _options.GroupBy;
        return new EconomicsReport
        {
            AsOf = _scores.AsOf,
            Horizon = _scores.Horizon,
            Currency = _model.Manifest.Currency,
            DiscountRate = _options.DiscountRate,
            Value = ValueSummary.Of(_scores, _steps, margin, _options.DiscountRate),
            Comparisons =
            [
                .. groupings.Select(by =>
                    GroupEconomics.Compare(
                        CustomerGrouping.Of(by, _seen, Facts),
                        _period,
                        Facts,
                        _cac,
                        _model.Intervals.LevelLogSd,
                        _options
                    )
                ),
            ],
            WhatIf = WhatIf.Effects(_scores, _steps, margin, newCustomer, _options.WhatIf),
            Spending = SpendingComparison.Of(_scores, newCustomer, cac, _options.Budget),
            Kpis = CompanyKpis.Of(
                _seen,
                _scores.AsOf,
                margin,
                _options.FiscalYearStart,
                _options.FiscalPeriodMonths
            ),
        };
    }

    /// <summary>Writes one row a customer, in the order of the ids; columns in docs/economics.md.</summary>
    /// <param name="path">A file that ends in .csv or .parquet.</param>
    public void WriteCustomers(string path) =>
        CustomerEconomicsFile.Write(path, _scores, _steps, _period, _cac, _model, _options);

    private (double Clv, double Cac) MeansOfNewCustomers()
    {
        double clv = 0,
            cost = 0;
        var customers = 0;
        for (var row = 0; row < Facts.Length; row++)
        {
            if (Facts[row].PurchaseDays == 0)
                continue;
            customers++;
            clv += _period.Whole(row);
            cost += _cac[row];
        }
        return customers > 0 ? (clv / customers, cost / customers) : (double.NaN, double.NaN);
    }

    private static double[] AcquisitionCostOf(
        CustomerHistories seen,
        ImmutableArray<CustomerFacts> facts,
        EconomicsOptions options
    )
    {
        var costs = new double[facts.Length];
        Array.Fill(costs, double.NaN);
        if (options.Acquisition is not { } acquisition)
            return costs;
        if (
            !CustomerGrouping.Available(seen.Lines).Contains(acquisition.By, StringComparer.Ordinal)
        )
        {
            // Without the column every customer comes from elsewhere.
            if (acquisition.Default is not { } otherwise || !acquisition.Costs.IsEmpty)
                throw new OrderDataException(
                    $"Acquisition costs are by {acquisition.By}, for which the orders have no column; there are {string.Join(", ", CustomerGrouping.Available(seen.Lines))}."
                );
            Array.Fill(costs, otherwise);
            return costs;
        }
        var grouping = CustomerGrouping.Of(acquisition.By, seen, facts);
        for (var row = 0; row < costs.Length; row++)
        {
            if (grouping.GroupOf[row] >= 0)
                costs[row] = acquisition.Of(grouping.Groups[grouping.GroupOf[row]]) ?? double.NaN;
        }
        return costs;
    }
}

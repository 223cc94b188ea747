using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Decisions.Forecasting;
using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Economics;

/// <summary>
/// What every customer is worth in the months after the own first purchase: net value times margin, as observed until the as-of
/// day, as predicted after it. Customers of different age become comparable, which value so far is not.
/// </summary>
/// <remarks>Predicted until a day: predicted CLV x the prior's expected orders until then over those in the horizon (beyond the
/// horizon more than 1: the prior's shape at the model's level). Customers without a purchase have no value here.</remarks>
internal sealed class PeriodValues
{
    private const int BlockSize = 2048;

    private readonly double[] _values;

    private PeriodValues(int rows, int months)
    {
        Months = months;
        _values = new double[rows * months];
        Forecast = new double[rows];
        MonthsObserved = new double[rows];
    }

    /// <summary>Length of the period, in calendar months after the first purchase.</summary>
    public int Months { get; }

    /// <summary>Per customer: the part of the period's value that is predicted.</summary>
    public double[] Forecast { get; }

    /// <summary>Per customer: months of the period that lie before the as-of day, 0 to <see cref="Months"/>.</summary>
    public double[] MonthsObserved { get; }

    /// <summary>Value of a customer until the end of each month since the first purchase.</summary>
    public ReadOnlySpan<double> Of(int row) => _values.AsSpan(row * Months, Months);

    /// <summary>Value of a customer in the whole period.</summary>
    public double Whole(int row) => _values[(row * Months) + Months - 1];

    /// <summary>Computes the values of all scored customers.</summary>
    public static PeriodValues Compute(
        CustomerHistories seen,
        CustomerScores scores,
        ClvModel model,
        int months,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var facts = scores.Predictions.Inputs.Features.Facts;
        var result = new PeriodValues(facts.Length, months);
        var timing = new OrderTiming(model, scores.AsOf);
        Parallel.For(
            0,
            (facts.Length + BlockSize - 1) / BlockSize,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = threads,
                CancellationToken = cancellationToken,
            },
            block =>
            {
                var (weeks, shares) = (new double[months], new double[months]);
                var end = Math.Min(facts.Length, (block + 1) * BlockSize);
                for (var row = block * BlockSize; row < end; row++)
                {
                    var predicted = (double)scores.Predictions.PredictedClv[row];
                    result.Fill(
                        row,
                        facts,
                        seen,
                        scores.AsOf,
                        model,
                        timing,
                        predicted,
                        weeks,
                        shares
                    );
                }
            }
        );
        return result;
    }

    private void Fill(
        int row,
        ImmutableArray<CustomerFacts> facts,
        CustomerHistories seen,
        DateOnly asOf,
        ClvModel model,
        OrderTiming timing,
        double predicted,
        double[] weeks,
        double[] shares
    )
    {
        var fact = facts[row];
        if (fact.PurchaseDays == 0)
            return;
        var first = DateOnly.FromDayNumber(fact.FirstDay);
        var (line, last) = (seen.Offsets[fact.Customer], seen.Offsets[fact.Customer + 1]);
        var lines = seen.Lines;
        var sum = 0L;
        var future = 0;
        for (var m = 0; m < Months; m++)
        {
            var end = first.AddMonths(m + 1);
            var until = Math.Min(end.DayNumber, asOf.DayNumber);
            for (; line < last && lines.Day[line] < until; line++)
                sum += lines.AmountMinor[line];
            _values[(row * Months) + m] = Money.ToUnits(sum) * model.Manifest.Margin;
            weeks[m] = Math.Max(0, end.DayNumber - asOf.DayNumber) / 7.0;
            future += weeks[m] > 0 ? 1 : 0;
        }
        MonthsObserved[row] = Math.Min(
            Months,
            Months
                * (asOf.DayNumber - fact.FirstDay)
                / (double)(first.AddMonths(Months).DayNumber - fact.FirstDay)
        );
        if (future == 0)
            return;
        var firstFuture = Months - future;
        timing.Shares(fact, weeks.AsSpan(firstFuture), shares.AsSpan(firstFuture));
        for (var m = firstFuture; m < Months; m++)
            _values[(row * Months) + m] += predicted * shares[m];
        Forecast[row] = predicted * shares[Months - 1];
    }
}

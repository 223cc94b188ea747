using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Prior;

namespace ClvPredict.Decisions.Forecasting;

/// <summary>
/// How far repeat orders lie above or below what the prior expects in each month of the year. Actual over expected repeat purchase
/// days of every full calendar month (the tracking plot of Fader, Hardie and Lee 2005, "Counting your customers the easy way", in
/// logs), freed of its trend from year to year, averaged over years and shrunk towards no season by how uncertain it is
/// (empirical Bayes, Efron and Morris 1973). Below twelve months of history there is no season.
/// </summary>
internal sealed class MonthlySeason
{
    private const int FewestMonths = 12;
    private const int FewestPairs = 6;

    // The same season of two years, where the orders do not say.
    private const double YearLogSd = 0.1;

    // What a month may differ by when no season is known.
    private const double UnknownSeasonLogSd = 0.25;

    private readonly double[] _factors;

    private MonthlySeason(double[] factors, double monthLogSd, int months) =>
        (_factors, MonthLogSd, Months) = (factors, monthLogSd, months);

    /// <summary>Factors of January to December; their mean is 1.</summary>
    public ImmutableArray<double> Factors => [.. _factors];

    /// <summary>Standard deviation of the log of what a month of a new year is over its expectation, chance aside.</summary>
    public double MonthLogSd { get; }

    /// <summary>What it was learnt from.</summary>
    public string Note =>
        IsKnown
            ? FormattableString.Invariant(
                $"The season is that of repeat orders over {Months} full months, against the prior."
            )
            : FormattableString.Invariant(
                $"No season is used: the orders cover {Months} full months, and it takes {FewestMonths}."
            );

    /// <summary>Full months that the orders cover.</summary>
    public int Months { get; }

    /// <summary>Whether there were enough of them.</summary>
    public bool IsKnown => Months >= FewestMonths;

    /// <summary>Mean factor of the days of a window.</summary>
    public double Factor(DateOnly start, DateOnly end)
    {
        var sum = 0.0;
        for (var day = start; day < end; )
        {
            var next = new DateOnly(day.Year, day.Month, 1).AddMonths(1);
            var until = next < end ? next : end;
            sum += _factors[day.Month - 1] * (until.DayNumber - day.DayNumber);
            day = until;
        }
        return sum / (end.DayNumber - start.DayNumber);
    }

    /// <summary>Learns the season.</summary>
    /// <param name="seen">The orders as seen at the as-of day.</param>
    /// <param name="facts">The customers.</param>
    /// <param name="prior">The prior, fitted to them.</param>
    /// <param name="asOf">The first day not observed.</param>
    public static MonthlySeason Learn(
        CustomerHistories seen,
        ImmutableArray<CustomerFacts> facts,
        CustomerPrior prior,
        DateOnly asOf
    )
    {
        var first = new DateOnly(seen.FirstDay.Year, seen.FirstDay.Month, 1);
        if (first < seen.FirstDay)
            first = first.AddMonths(1);
        var months = 0;
        while (first.AddMonths(months + 1) <= asOf)
            months++;
        if (months < FewestMonths)
            return new MonthlySeason(
                [.. Enumerable.Repeat(1.0, 12)],
                Math.Sqrt((YearLogSd * YearLogSd) + (UnknownSeasonLogSd * UnknownSeasonLogSd)),
                months
            );
        int[] bounds =
        [
            .. Enumerable.Range(0, months + 1).Select(m => first.AddMonths(m).DayNumber),
        ];
        var actual = Actual(seen, facts, bounds);
        var expected = Expected(facts, prior, bounds);
        var logs = new double[months];
        for (var m = 0; m < months; m++)
            logs[m] = Math.Log((actual[m] + 0.5) / (expected[m] + 0.5));
        return FromLogs(logs, actual, first.Month - 1);
    }

    internal static MonthlySeason FromLogs(
        double[] logs,
        ReadOnlySpan<double> counts,
        int firstMonth
    )
    {
        var (slope, yearSd) = Drift(logs);
        var sums = new double[12];
        var noise = new double[12];
        var years = new int[12];
        for (var m = 0; m < logs.Length; m++)
        {
            var place = (firstMonth + m) % 12;
            sums[place] += logs[m] - (slope * m);
            noise[place] += 1 / (counts[m] + 0.5);
            years[place]++;
        }
        var mean = 0.0;
        var variance = new double[12];
        for (var p = 0; p < 12; p++)
        {
            sums[p] /= years[p];
            variance[p] = ((noise[p] / years[p]) + (yearSd * yearSd)) / years[p];
            mean += sums[p] / 12;
        }
        double spread = 0,
            chance = 0;
        for (var p = 0; p < 12; p++)
        {
            spread += (sums[p] - mean) * (sums[p] - mean) / 11;
            chance += variance[p] / 12;
        }
        var season = Math.Max(0, spread - chance);
        var factors = new double[12];
        for (var p = 0; p < 12; p++)
            factors[p] =
                season > 0 ? Math.Exp(season / (season + variance[p]) * (sums[p] - mean)) : 1;
        var average = factors.Average();
        for (var p = 0; p < 12; p++)
            factors[p] /= average;
        return new MonthlySeason(
            factors,
            Math.Sqrt((yearSd * yearSd) + Math.Min(chance, season)),
            logs.Length
        );
    }

    // Change of the logs a month, and how much the same month of two years differs besides.
    private static (double Slope, double YearSd) Drift(double[] logs)
    {
        var pairs = logs.Length - 12;
        if (pairs < FewestPairs)
            return (0, YearLogSd);
        var mean = 0.0;
        for (var m = 0; m < pairs; m++)
            mean += (logs[m + 12] - logs[m]) / pairs;
        var squares = 0.0;
        for (var m = 0; m < pairs; m++)
            squares += Math.Pow(logs[m + 12] - logs[m] - mean, 2);
        // A difference has twice the variance of a year.
        return (mean / 12, Math.Sqrt(squares / (pairs - 1) / 2));
    }

    private static double[] Actual(
        CustomerHistories seen,
        ImmutableArray<CustomerFacts> facts,
        int[] bounds
    )
    {
        var counts = new double[bounds.Length - 1];
        var lines = seen.Lines;
        foreach (var fact in facts)
        {
            var (month, lastDay) = (0, fact.FirstDay);
            for (var i = seen.Offsets[fact.Customer]; i < seen.Offsets[fact.Customer + 1]; i++)
            {
                var day = lines.Day[i];
                if (day >= bounds[^1])
                    break;
                if (day <= lastDay || day < bounds[0] || lines.IsReturn[i])
                    continue;
                lastDay = day;
                while (day >= bounds[month + 1])
                    month++;
                counts[month]++;
            }
        }
        return counts;
    }

    private static double[] Expected(
        ImmutableArray<CustomerFacts> facts,
        CustomerPrior prior,
        int[] bounds
    )
    {
        var joined = new SortedDictionary<int, int>();
        foreach (var fact in facts)
            joined[fact.FirstDay] = joined.GetValueOrDefault(fact.FirstDay) + 1;
        var expected = new double[bounds.Length - 1];
        var until = new Dictionary<int, double>();
        foreach (var (day, customers) in joined)
        {
            for (var m = 0; m < expected.Length; m++)
            {
                if (bounds[m + 1] > day)
                    expected[m] +=
                        customers * (Until(bounds[m + 1] - 1 - day) - Until(bounds[m] - 1 - day));
            }
        }
        return expected;

        // Repeat orders expected of a customer up to a day after the first.
        double Until(int days)
        {
            if (days <= 0)
                return 0;
            if (until.TryGetValue(days, out var known))
                return known;
            var sum = 0.0;
            foreach (var model in prior.Purchases)
                sum += model.ExpectedOrdersOfNewCustomer(days / 7.0);
            sum =
                ((1 - prior.ReturningShare) * sum / prior.Purchases.Length)
                + (prior.ReturningShare * prior.ReturningRate * days / 7.0);
            until.Add(days, sum);
            return sum;
        }
    }
}

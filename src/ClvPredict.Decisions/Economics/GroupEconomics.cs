using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Features;

namespace ClvPredict.Decisions.Economics;

/// <summary>Compares groups of customers by what they are worth in the months after their first purchase.</summary>
internal static class GroupEconomics
{
    private const double HalfObserved = 0.5;

    public static GroupComparison Compare(
        CustomerGrouping grouping,
        PeriodValues period,
        ImmutableArray<CustomerFacts> facts,
        double[] cac,
        double levelLogSd,
        EconomicsOptions options
    )
    {
        grouping = grouping.WithoutSmaller(options.SmallestGroup);
        var rows = RowsOf(grouping);
        var samples = new GroupSample[rows.Length];
        for (var g = 0; g < rows.Length; g++)
            samples[g] = Sample(rows[g], period, levelLogSd, IsRest(grouping.Groups[g]));
        if (rows.Length == 0 || samples.Sum(s => s.Customers * s.Mean) <= 0)
            return Nothing(grouping, period.Months, options);
        var pooled = PartialPooling.Of(samples, options.Pooling);
        var groups = new GroupValue[rows.Length];
        for (var g = 0; g < rows.Length; g++)
            groups[g] = Describe(
                grouping.Groups[g],
                rows[g],
                pooled,
                g,
                period,
                facts,
                cac,
                options
            );
        return Conclude(grouping.By, groups, pooled, period.Months, options);
    }

    private static int[][] RowsOf(CustomerGrouping grouping)
    {
        var rows = new List<int>[grouping.Groups.Length];
        for (var g = 0; g < rows.Length; g++)
            rows[g] = [];
        for (var row = 0; row < grouping.GroupOf.Length; row++)
        {
            if (grouping.GroupOf[row] >= 0)
                rows[grouping.GroupOf[row]].Add(row);
        }
        return [.. rows.Select(r => r.ToArray())];
    }

    private static bool IsRest(string name) =>
        name is CustomerGrouping.None or CustomerGrouping.Smaller;

    private static GroupSample Sample(
        int[] rows,
        PeriodValues period,
        double levelLogSd,
        bool isRest
    )
    {
        var values = new double[rows.Length];
        double forecast = 0,
            whole = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            values[i] = period.Whole(rows[i]);
            forecast += period.Forecast[rows[i]];
            whole += values[i];
        }
        // What the level of predictions may be off by moves the predicted part of every group alike.
        var share = whole > 0 ? Math.Clamp(forecast / whole, 0, 1) : 0;
        return GroupSample.Of(values, levelLogSd * share, isRest);
    }

    private static GroupValue Describe(
        string name,
        int[] rows,
        PartialPooling pooled,
        int group,
        PeriodValues period,
        ImmutableArray<CustomerFacts> facts,
        double[] cac,
        EconomicsOptions options
    )
    {
        double observed = 0,
            cost = 0,
            firstOrders = 0;
        var curve = new double[period.Months];
        foreach (var row in rows)
        {
            observed += period.MonthsObserved[row];
            cost += cac[row];
            firstOrders += Money.ToUnits(facts[row].FirstDayGrossMinor);
            var values = period.Of(row);
            for (var m = 0; m < curve.Length; m++)
                curve[m] += values[m];
        }
        var own = curve[^1] / rows.Length;
        cost /= rows.Length;
        var clv = pooled.Groups[group];
        // The group's own course in time, at the pooled level.
        for (var m = 0; m < curve.Length; m++)
            curve[m] *= own > 0 ? clv.Mean / own / rows.Length : double.NaN;
        var known = !double.IsNaN(cost);
        var pays = known ? pooled.ProbabilityAbove(group, cost) : double.NaN;
        return new GroupValue
        {
            Group = name,
            Customers = rows.Length,
            ObservedShare = observed / rows.Length / period.Months,
            FirstOrderValue = firstOrders / rows.Length,
            OwnMean = own,
            Clv = clv.Mean,
            ClvLow = clv.Low,
            ClvHigh = clv.High,
            OwnWeight = clv.Weight,
            ProbabilityBest = clv.ProbabilityBest,
            Cac = cost,
            ClvToCac = clv.Mean / cost,
            ProbabilityPays = pays,
            Verdict =
                !known ? ""
                : pays >= GroupComparison.Sure ? "pays"
                : pays <= 1 - GroupComparison.Sure ? "loses"
                : "open",
            MaxCac = clv.Mean / options.TargetRatio,
            PaybackMonth = known ? Payback(curve, cost) : null,
            ClvByMonth = [.. curve],
        };
    }

    private static int? Payback(double[] curve, double cost)
    {
        for (var m = 0; m < curve.Length; m++)
        {
            if (curve[m] >= cost)
                return m + 1;
        }
        return null;
    }

    private static GroupComparison Conclude(
        string by,
        GroupValue[] groups,
        PartialPooling pooled,
        int months,
        EconomicsOptions options
    )
    {
        var isCohort = by == "cohort";
        int[] byChance =
        [
            .. Enumerable
                .Range(0, groups.Length)
                .Where(g => !IsRest(groups[g].Group))
                .OrderByDescending(g => groups[g].ProbabilityBest)
                .ThenByDescending(g => groups[g].Clv)
                .ThenBy(g => g),
        ];
        var compares = byChance.Length > 1;
        var (best, second) = compares ? (byChance[0], byChance[1]) : (0, 0);
        var better = compares ? pooled.ProbabilityBetter(best, second) : double.NaN;
        var trend = isCohort ? Trend(groups, pooled, options.Pooling.Coverage) : null;
        return new GroupComparison
        {
            By = by,
            PeriodMonths = months,
            Coverage = options.Pooling.Coverage,
            Spread = pooled.Spread,
            Groups = isCohort
                ? [.. groups]
                :
                [
                    .. groups
                        .OrderByDescending(g => g.Clv)
                        .ThenBy(g => g.Group, StringComparer.Ordinal),
                ],
            Best = compares ? groups[best].Group : "",
            Second = compares ? groups[second].Group : "",
            ProbabilityBetter = better,
            Trend = trend,
            Sentence =
                !compares ? $"There is one {by} only: nothing to compare."
                : trend is not null ? trend.Sentence
                : Sentence(by, groups[best], groups[second], better, months),
        };
    }

    private static CohortTrend? Trend(GroupValue[] groups, PartialPooling pooled, double coverage)
    {
        // Cohorts are named yyyy-MM; months without new customers leave gaps.
        static int Month(string name) =>
            (int.Parse(name.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture) * 12)
            + int.Parse(name.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture);
        var first = Month(groups[0].Group);
        var logs = new double[Month(groups[^1].Group) - first + 1];
        var variances = new double[logs.Length];
        Array.Fill(logs, double.NaN);
        for (var g = 0; g < groups.Length; g++)
        {
            if (groups[g].ObservedShare < HalfObserved)
                continue;
            var place = Month(groups[g].Group) - first;
            (logs[place], variances[place]) = pooled.Observation(g);
        }
        return CohortTrend.Of(logs, variances, coverage);
    }

    private static string Sentence(
        string by,
        GroupValue best,
        GroupValue second,
        double better,
        int months
    )
    {
        var worth = FormattableString.Invariant(
            $"{best.Clv:N2} each in the first {months} months against {second.Clv:N2}"
        );
        return best.ProbabilityBest >= GroupComparison.Sure
            ? FormattableString.Invariant(
                $"{by} {best.Group} brought the better customers: {worth} of {second.Group}; it is the best with probability {best.ProbabilityBest:0.00}."
            )
            : FormattableString.Invariant(
                $"No {by} is clearly ahead: {best.Group} is the likeliest to bring the better customers (probability {best.ProbabilityBest:0.00}), {worth} of {second.Group} (better than that with probability {better:0.00})."
            );
    }

    private static GroupComparison Nothing(
        CustomerGrouping grouping,
        int months,
        EconomicsOptions options
    ) =>
        new()
        {
            By = grouping.By,
            PeriodMonths = months,
            Coverage = options.Pooling.Coverage,
            Spread = double.NaN,
            Groups = [],
            Best = "",
            Second = "",
            ProbabilityBetter = double.NaN,
            Sentence =
                "The customers of all groups are worth nothing together: nothing to compare.",
        };
}

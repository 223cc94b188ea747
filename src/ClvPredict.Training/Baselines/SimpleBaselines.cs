using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Evaluation;

namespace ClvPredict.Training.Baselines;

/// <summary>
/// Rules that need no model, computed from what is known at a cutoff. The two in money are put on scale by one factor each,
/// learnt on an earlier cutoff, so that they are judged by how they tell customers apart and not by an arbitrary level.
/// </summary>
internal sealed class SimpleBaselines
{
    private const double LargestScale = 20;
    private const int RecencyGroups = 5;

    private readonly double _formulaScale;
    private readonly double _rateScale;
    private readonly double[] _retention;

    private SimpleBaselines(double formulaScale, double rateScale, double[] retention)
    {
        _formulaScale = formulaScale;
        _rateScale = rateScale;
        _retention = retention;
    }

    /// <summary>
    /// Learns scales and retention on [cutoff - length, cutoff), where length is the horizon or half of the history,
    /// whichever is shorter.
    /// </summary>
    public static SimpleBaselines Learn(
        CustomerHistories histories,
        DateOnly cutoff,
        int horizonDays,
        ValueBasis basis,
        int threads
    )
    {
        var history = cutoff.DayNumber - histories.FirstDay.DayNumber;
        var length = Math.Min(horizonDays, history / 2);
        var unscaled = new SimpleBaselines(1, 1, [1, 1, 1, 1, 1]);
        if (length < 1)
            return unscaled;
        var earlier = FeatureBuilder.Build(histories, cutoff.AddDays(-length), basis, threads);
        if (earlier.RowCount == 0)
            return unscaled;
        var targets = HoldoutTargets.Read(histories, earlier, cutoff, basis);
        var retention = Retention(earlier, targets);
        var rate = new SimpleBaselines(1, 1, retention);
        return new SimpleBaselines(
            Scale(targets, unscaled.Formula(earlier, length)),
            Scale(targets, rate.RateTimesRetention(earlier, length)),
            retention
        );
    }

    /// <summary>The textbook formula per row, in money.</summary>
    public double[] Formula(FeatureTable table, int horizonDays)
    {
        var result = new double[table.RowCount];
        for (var row = 0; row < result.Length; row++)
        {
            var f = table.Facts[row];
            result[row] =
                _formulaScale
                * TextbookFormula.OfCustomer(
                    Money.ToUnits(f.GrossMinor),
                    f.PurchaseDays,
                    table.Cutoff.DayNumber - f.FirstDay,
                    horizonDays
                );
        }
        return result;
    }

    /// <summary>
    /// Net spend a day so far x days of the horizon x the share of customers with a like time since their last order who
    /// bought again at the earlier cutoff, per row, in money.
    /// </summary>
    public double[] RateTimesRetention(FeatureTable table, int horizonDays)
    {
        var groups = RecencyGroup(table);
        var result = new double[table.RowCount];
        for (var row = 0; row < result.Length; row++)
        {
            var f = table.Facts[row];
            var perDay =
                Math.Max(0, Money.ToUnits(f.NetMinor)) / (table.Cutoff.DayNumber - f.FirstDay);
            result[row] = _rateScale * _retention[groups[row]] * horizonDays * perDay;
        }
        return result;
    }

    /// <summary>A rule in the form that a model zip holds, on a scale that makes its total right.</summary>
    /// <param name="table">The customers.</param>
    /// <param name="form">The formula or the rate times retention.</param>
    /// <param name="total">What the predictions must add up to.</param>
    public SpendRule Rule(FeatureTable table, PredictionForm form, double total)
    {
        var isFormula = form == PredictionForm.Formula;
        // Over one day, so that the numbers are spend a day times the share.
        var daily = isFormula ? Formula(table, 1) : RateTimesRetention(table, 1);
        var sum = daily.Sum() / (isFormula ? _formulaScale : _rateScale);
        return new SpendRule(
            !isFormula,
            isFormula ? [] : RetentionSteps(table),
            sum > 0 ? total / sum : 0
        );
    }

    private ImmutableArray<RetentionStep> RetentionSteps(FeatureTable table)
    {
        var groups = RecencyGroup(table);
        var steps = ImmutableArray.CreateBuilder<RetentionStep>();
        for (var group = RecencyGroups - 1; group >= 0; group--)
        {
            var days = table
                .Facts.Where((_, row) => groups[row] == group)
                .Select(f => table.Cutoff.DayNumber - f.LastDay)
                .DefaultIfEmpty(-1)
                .Max();
            if (days >= 0)
                steps.Add(new RetentionStep(days, _retention[group]));
        }
        return steps.ToImmutable();
    }

    /// <summary>Net spend so far; ranks only.</summary>
    public static double[] PastSpend(FeatureTable table) =>
        [.. table.Facts.Select(f => Money.ToUnits(f.NetMinor))];

    /// <summary>Minus the days since the last order; ranks only.</summary>
    public static double[] DaysSinceLastOrder(FeatureTable table) =>
        [.. table.Facts.Select(f => (double)(f.LastDay - table.Cutoff.DayNumber))];

    private static double[] Retention(FeatureTable table, HoldoutTargets targets)
    {
        var groups = RecencyGroup(table);
        var (known, back) = (new int[RecencyGroups], new int[RecencyGroups]);
        for (var row = 0; row < groups.Length; row++)
        {
            known[groups[row]]++;
            back[groups[row]] += targets.Orders[row] > 0 ? 1 : 0;
        }
        return [.. known.Select((n, g) => n > 0 ? (double)back[g] / n : 0)];
    }

    // Fifths of the customers by days since the last order, 0 = the longest ago; equals stay together.
    private static int[] RecencyGroup(FeatureTable table)
    {
        var sorted = table.Facts.Select(f => f.LastDay).Order().ToArray();
        var groupOfDay = new Dictionary<int, int>();
        for (var i = 0; i < sorted.Length; i++)
            groupOfDay.TryAdd(sorted[i], (int)((long)RecencyGroups * i / sorted.Length));
        return [.. table.Facts.Select(f => groupOfDay[f.LastDay])];
    }

    private static double Scale(HoldoutTargets targets, double[] predicted)
    {
        var (actual, total) = (targets.NetValue.Sum(), predicted.Sum());
        return actual > 0 && total > 0
            ? Math.Clamp(actual / total, 1 / LargestScale, LargestScale)
            : 1;
    }
}

using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Package;

namespace ClvPredict.Decisions.Monitoring;

/// <summary>Forecasts of a model at past cutoffs against what happened.</summary>
internal sealed class ForecastCheck(
    ClvModel model,
    CustomerData data,
    DateOnly asOf,
    int threads,
    CancellationToken cancellationToken
)
{
    // Before that there is hardly anybody to forecast for.
    private const int MinHistoryDays = 120;

    private const int SameSeasonDays = 15;

    /// <summary>
    /// The latest window of the model's whole horizon that begins on its as-of day or later and has matured; without one, the
    /// days since the as-of day.
    /// </summary>
    public ForecastDrift Run()
    {
        var trained = model.Manifest.AsOf;
        var cutoff = trained;
        // The latest cutoff whose horizon ends by now; months and years differ in length.
        if (model.Horizon.EndFrom(trained) <= asOf)
        {
            cutoff = asOf.AddDays(-model.Horizon.DaysFrom(trained));
            while (model.Horizon.EndFrom(cutoff) > asOf)
                cutoff = cutoff.AddDays(-1);
        }
        var isPartial = model.Horizon.EndFrom(cutoff) > asOf;
        var end = isPartial ? asOf : model.Horizon.EndFrom(cutoff);
        // The level is that of the horizon from the as-of day on: other days have another season.
        var isLevel = !isPartial && cutoff.DayNumber - trained.DayNumber <= SameSeasonDays;
        var reference = isLevel ? null : Reference(cutoff, end);
        return new ForecastDrift(
            Totals(cutoff, end),
            isPartial,
            reference,
            isLevel ? model.Manifest.Level.SeasonCount > 0 : reference is not null
        );
    }

    private ForecastTotals? Reference(DateOnly cutoff, DateOnly end)
    {
        var years = Years(end, model.Manifest.AsOf);
        var before = cutoff.AddYears(-years);
        if (before < data.Histories.FirstDay.AddDays(MinHistoryDays))
            return null;
        var totals = Totals(before, before.AddDays(end.DayNumber - cutoff.DayNumber));
        return totals is { ForecastValue: > 0, ActualValue: > 0, ActualOrders: > 0 }
            ? totals
            : null;
    }

    /// <summary>How many years back a day lies before or on another; at least 1.</summary>
    public static int Years(DateOnly day, DateOnly latest)
    {
        var years = 1;
        while (day.AddYears(-years) > latest)
            years++;
        return years;
    }

    private ForecastTotals Totals(DateOnly cutoff, DateOnly end)
    {
        // The prior knows windows of every length, and the trees correct it.
        var asked = model with
        {
            Manifest = model.Manifest with
            {
                Horizon = new Horizon(
                    end.DayNumber - cutoff.DayNumber,
                    HorizonUnit.Days
                ).ToString(),
            },
        };
        var table = asked.Features(data, cutoff, threads, cancellationToken);
        if (table.RowCount == 0)
            throw new OrderDataException(
                $"There is no order line before {cutoff:yyyy-MM-dd}, the as-of day of the model: give all orders, not only the new ones."
            );
        var predictions = asked.Predict(
            asked.Inputs(table, threads, cancellationToken),
            threads,
            cancellationToken
        );
        var basis = model.Manifest.ValueBasis;
        var actual = HoldoutTargets.Read(data.Histories, table, end, basis);
        var clv = predictions.PredictedClv.ToArray();
        var top = new bool[clv.Length];
        foreach (var row in TopDecile(clv))
            top[row] = true;
        var (value, brought, topValue, topBrought) = (0.0, 0.0, 0.0, 0.0);
        var (orders, bought, active, acted) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < clv.Length; i++)
        {
            var net = actual.NetValue[i] * model.Manifest.Margin;
            value += clv[i];
            brought += net;
            topValue += top[i] ? clv[i] : 0;
            topBrought += top[i] ? net : 0;
            orders += predictions.ExpectedOrders[i];
            bought += actual.Orders[i];
            active += 1 - predictions.ChurnProbability[i];
            acted += actual.Orders[i] > 0 ? 1 : 0;
        }
        return new ForecastTotals(
            cutoff,
            end,
            clv.Length,
            value,
            brought,
            topValue,
            topBrought,
            orders,
            bought,
            active,
            acted
        );
    }

    /// <summary>Rows of the tenth with the highest values, rounded up; equals in the order of the rows.</summary>
    public static IEnumerable<int> TopDecile(IReadOnlyList<float> values) =>
        Enumerable
            .Range(0, values.Count)
            .OrderByDescending(i => values[i])
            .ThenBy(i => i)
            .Take((values.Count + 9) / 10);
}

using System.Globalization;
using System.Text;
using ClvPredict.Decisions.Monitoring;

namespace ClvPredict.Cli.Verbs;

/// <summary>What clv monitor found, for people.</summary>
internal static class MonitoringText
{
    public static string Describe(MonitoringResult result)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) =>
            text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        var money = result.Currency.Length > 0 ? " " + result.Currency : "";
        Line($"verdict    {result.Verdict.ToString().ToLowerInvariant()}");
        foreach (var reason in result.Reasons)
            Line($"           {reason}");
        var (drift, now) = (result.Forecast, result.Forecast.Now);
        Line(
            $"forecast   {now.Customers:N0} customers of {now.Cutoff:yyyy-MM-dd}, {now.End.DayNumber - now.Cutoff.DayNumber} days{(drift.IsPartial ? $" (the horizon of {result.Horizon} has not passed yet)" : "")}"
        );
        Totals("value", now.ForecastValue, now.ActualValue, drift.HoldoutValue);
        Totals("top decile", now.ForecastTopDecile, now.ActualTopDecile, drift.TopDecile);
        Totals("orders", now.ForecastOrders, now.ActualOrders, drift.Orders);
        Totals("active", now.ForecastActive, now.ActualActive, drift.Active);
        if (drift.Reference is { } r)
            Line(
                $"           drift: beyond what the model was off by over the same days from {r.Cutoff:yyyy-MM-dd} (value {Off(r.ActualValue, r.ForecastValue):+0 %;-0 %})"
            );
        else if (!drift.IsSeasonKnown)
            Line($"           the history is too short to tell a season from a drift");
        foreach (var l in result.Lists)
        {
            Line(
                $"{l.List, -12} {l.Left:N0} of {l.Size:N0} of {l.Then:yyyy-MM-dd} have left ({l.Share:P0}{(double.IsNaN(l.UsualShare) ? "" : string.Create(CultureInfo.InvariantCulture, $", {l.UsualShare:P0} over as many days before"))}), with a predicted CLV of {l.ValueLeft:N2} then and {l.ValueLeftNow:N2} now{money}"
            );
            foreach (var c in l.Largest)
                Line($"             {c.CustomerId}: {c.PredictedThen:N2} to {c.PredictedNow:N2}");
        }
        if (result.Features.IsEmpty)
            Line($"features   none has moved since {result.FeaturesAt:yyyy-MM-dd}");
        else
            Line($"features   moved most since {result.FeaturesAt:yyyy-MM-dd} (Cliff's delta)");
        foreach (var f in result.Features)
            Line(
                $"           {f.Shift:+0.00;-0.00}  {f.Feature}, median {f.MedianBefore:G4} to {f.MedianNow:G4}"
            );
        var gain = result.Retraining;
        Line(
            $"retraining {(gain.Pays ? "pays" : "does not pay")}: the next {result.Horizon} are forecast at {gain.Forecast:N2}, corrected {gain.CorrectedForecast:N2}; a contact list chosen by corrected values would earn {gain.Gain:N2} more than {gain.ListProfit:N2}{money}"
        );
        return text.ToString().TrimEnd();

        void Totals(string what, double forecast, double actual, double driftOf) =>
            Line(
                $"           {what, -10} forecast {forecast:N2}, came {actual:N2} ({Off(actual, forecast):+0 %;-0 %}), drift {driftOf:+0 %;-0 %}"
            );
    }

    private static double Off(double actual, double forecast) => (actual / forecast) - 1;
}

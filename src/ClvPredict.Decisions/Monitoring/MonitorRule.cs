using System.Collections.Immutable;
using System.Globalization;

namespace ClvPredict.Decisions.Monitoring;

/// <summary>What the sizes of drifts and shifts mean: never how sure one is of them, which grows with the number of customers.</summary>
internal static class MonitorRule
{
    public static (MonitorVerdict Verdict, ImmutableArray<string> Reasons) Of(
        ForecastDrift forecast,
        ImmutableArray<BusinessMove> business,
        ImmutableArray<FeatureMove> features,
        double levelLogSd,
        MonitorOptions options
    )
    {
        var reasons = new List<string>();
        var verdict = MonitorVerdict.Ok;
        // Where a season cannot be told from a drift, nothing within the model's own doubt about the level asks for a training.
        var doubt = forecast.IsSeasonKnown ? 0 : 1.96 * levelLogSd;
        var factor =
            forecast.IsPartial || forecast.Reference is not null ? options.OtherSeasonFactor : 1;
        Drift("value", forecast.HoldoutValue, options.WatchDrift, options.RetrainDrift);
        Drift("orders", forecast.Orders, options.WatchDrift, options.RetrainDrift);
        Drift(
            "the top decile's value",
            forecast.TopDecile,
            options.WatchTopDecile,
            double.PositiveInfinity
        );
        foreach (var move in business)
            Say(MonitorVerdict.Watch, Describe(move));
        foreach (var f in features.Where(f => Math.Abs(f.Shift) >= options.WatchShift))
            Say(
                MonitorVerdict.Watch,
                Format(
                    $"the feature {f.Feature} has moved by {f.Shift:+0.00;-0.00} (median {f.MedianBefore:G4} to {f.MedianNow:G4})"
                )
            );
        return (verdict, [.. reasons]);

        void Drift(string what, double drift, double watch, double retrain)
        {
            var size = Math.Abs(Math.Log(1 + drift));
            // An outcome of nothing at all is the largest drift; NaN says that nothing was forecast either.
            if (!(size >= factor * watch))
                return;
            var isSure = size >= doubt;
            Say(
                isSure && size >= factor * retrain ? MonitorVerdict.Retrain : MonitorVerdict.Watch,
                Format(
                    $"{what} {Math.Abs(drift):P0} {(drift < 0 ? "below" : "above")} the forecast{(isSure ? "" : ", which may be a season: the history is too short to tell")}"
                )
            );
        }

        void Say(MonitorVerdict least, string reason)
        {
            verdict = least > verdict ? least : verdict;
            reasons.Add(reason);
        }
    }

    public static string Describe(BusinessMove m) =>
        m.IsShare
            ? Format($"{m.What}: {m.Before:P1} before, {m.Now:P1} now")
            : Format($"{m.What}: {m.Change:+0 %;-0 %}");

    private static string Format(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}

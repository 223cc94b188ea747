using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Training;

namespace ClvPredict.Cli.Verbs;

/// <summary>Whether a history is long and large enough to predict a horizon.</summary>
/// <param name="Horizon">The horizon asked for.</param>
/// <param name="HistoryDays">Days from the first to the last line.</param>
/// <param name="CanBacktest">Whether a model can be judged on a window of the past.</param>
/// <param name="Sentence">The answer in words.</param>
internal sealed record Sufficiency(
    string Horizon,
    int HistoryDays,
    bool CanBacktest,
    string Sentence
)
{
    public static Sufficiency Of(CustomerHistories customers, Horizon horizon)
    {
        var asOf = customers.LastDay.AddDays(1);
        var history = asOf.DayNumber - customers.FirstDay.DayNumber;
        var days = horizon.DaysFrom(asOf);
        var window = Backtest.LatestWindow(customers, asOf, horizon);
        var sentence = window switch
        {
            null =>
                $"too little: {history} days. A model is trained from the probabilistic prior alone and cannot be judged.",
            var (_, judged) when judged.DaysFrom(asOf) < days =>
                $"thin: {history} days. A model is judged on {judged} only, and predicts {horizon} by extrapolation.",
            _ => $"enough: {history} days.",
        };
        return new Sufficiency(horizon.ToString(), history, window is not null, sentence);
    }
}

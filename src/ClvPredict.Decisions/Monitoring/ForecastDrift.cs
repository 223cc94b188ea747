namespace ClvPredict.Decisions.Monitoring;

/// <summary>
/// How far forecast and outcome have drifted apart since the model was trained. The level of the horizon from the as-of day on knows
/// its season. Other days, and a part of them, have another: there, what the same model was off by over the same days of the year before is taken out.
/// </summary>
/// <param name="Now">The window since the model's as-of day.</param>
/// <param name="IsPartial">Whether the window is shorter than the model's horizon, because no whole one has matured.</param>
/// <param name="Reference">The same days of the year before, which the model has seen; null for the horizon from the as-of day on,
/// and where the history does not reach back.</param>
/// <param name="IsSeasonKnown">Whether the season of the window is in the forecast or taken out. Where it is not, it cannot be told
/// from a drift.</param>
public sealed record ForecastDrift(
    ForecastTotals Now,
    bool IsPartial,
    ForecastTotals? Reference,
    bool IsSeasonKnown
)
{
    /// <summary>Outcome over forecast of the value, over the same of the reference, - 1; NaN when nothing was forecast or brought.</summary>
    public double HoldoutValue => Of(t => t.ActualValue / t.ForecastValue);

    /// <summary>The same of the top decile.</summary>
    public double TopDecile => Of(t => t.ActualTopDecile / t.ForecastTopDecile);

    /// <summary>The same of purchase days.</summary>
    public double Orders => Of(t => t.ActualOrders / t.ForecastOrders);

    /// <summary>The same of customers with a purchase.</summary>
    public double Active => Of(t => t.ActualActive / t.ForecastActive);

    private double Of(Func<ForecastTotals, double> ratio)
    {
        var now = ratio(Now);
        var before = Reference is null ? 1 : ratio(Reference);
        return now >= 0 && before > 0 && double.IsFinite(now / before)
            ? (now / before) - 1
            : double.NaN;
    }
}

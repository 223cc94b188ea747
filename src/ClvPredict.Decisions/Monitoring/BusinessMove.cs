namespace ClvPredict.Decisions.Monitoring;

/// <summary>Something of the business that is another than before, by its name.</summary>
/// <param name="What">spend per purchase day, return share, discount share, or a column and its value such as "channel email".</param>
/// <param name="Before">Its size before: money, or a share of 0 to 1.</param>
/// <param name="Now">Its size since the model's as-of day.</param>
/// <param name="IsShare">Whether the sizes are shares.</param>
public sealed record BusinessMove(string What, double Before, double Now, bool IsShare)
{
    /// <summary>Now / before - 1; infinite for what was not there before.</summary>
    public double Change => Now == Before ? 0 : (Now / Before) - 1;
}

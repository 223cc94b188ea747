namespace ClvPredict.Decisions.Purchases;

/// <summary>What the gap model needs to know of the gaps between somebody's purchase days. The default value is no gap.</summary>
/// <param name="Count">Number of gaps, at least 0.</param>
/// <param name="SumOfLogs">Sum of the natural logs of the gaps in days.</param>
/// <param name="SumOfSquares">Sum of the squares of these logs.</param>
public readonly record struct GapStatistics(int Count, double SumOfLogs, double SumOfSquares)
{
    /// <summary>The gaps between purchase days.</summary>
    /// <param name="days">Day numbers, ascending, each once.</param>
    public static GapStatistics Of(ReadOnlySpan<int> days)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var i = 1; i < days.Length; i++)
        {
            var log = Math.Log(days[i] - days[i - 1]);
            sum += log;
            squares += log * log;
        }
        return new GapStatistics(Math.Max(0, days.Length - 1), sum, squares);
    }

    /// <summary>Squares of the logs around their mean.</summary>
    internal double SquaresAroundMean =>
        Count == 0 ? 0 : Math.Max(0, SumOfSquares - (SumOfLogs * SumOfLogs / Count));
}

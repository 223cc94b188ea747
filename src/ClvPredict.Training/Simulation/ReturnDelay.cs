namespace ClvPredict.Training.Simulation;

/// <summary>Days from an order to the return of lines of it: each of 3 to 30 days equally likely.</summary>
internal static class ReturnDelay
{
    private const int ShortestDays = 3;
    private const int LongestDays = 30;
    private const int Choices = LongestDays - ShortestDays + 1;

    /// <summary>Draws a delay in days.</summary>
    public static int Draw(RandomStream random) => ShortestDays + random.Below(Choices);

    /// <summary>Probability that the delay is below the number of days given.</summary>
    public static double ProbabilityBelow(int days) =>
        Math.Clamp((double)(days - ShortestDays) / Choices, 0, 1);
}

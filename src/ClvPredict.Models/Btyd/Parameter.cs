namespace ClvPredict.Models.Btyd;

/// <summary>Checks of arguments that all models share.</summary>
internal static class Parameter
{
    /// <summary>The value of a parameter, which must be positive and finite.</summary>
    public static double Positive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(
                name,
                value,
                "Expected a positive, finite number."
            );
        return value;
    }

    /// <summary>Refuses a value that is negative or not finite.</summary>
    public static void RequireNotNegative(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(
                name,
                value,
                "Expected a finite number of at least 0."
            );
    }

    /// <summary>Refuses a level that is not between 0 and 1, both excluded.</summary>
    public static void RequireProbability(double value, string name)
    {
        if (!(value > 0 && value < 1))
            throw new ArgumentOutOfRangeException(
                name,
                value,
                "Expected a number above 0 and below 1."
            );
    }
}

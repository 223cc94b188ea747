namespace ClvPredict.Training.Btyd;

/// <summary>Settings of the maximum-likelihood fits. The result does not depend on the number of threads.</summary>
public sealed record FitOptions
{
    /// <summary>Threads to use, at least 1. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Quasi-Newton steps from one start, at least 1. Default 200, several times what data has needed.</summary>
    public int MaximumIterations { get; init; } = 200;

    /// <summary>Refuses settings outside their range, naming all of them.</summary>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    internal static void Validate(FitOptions options)
    {
        var faults = new List<string>();
        AddFault(faults, nameof(Threads), options.Threads);
        AddFault(faults, nameof(MaximumIterations), options.MaximumIterations);
        if (faults.Count > 0)
            throw new ArgumentException(string.Join("; ", faults) + ".", nameof(options));
    }

    private static void AddFault(List<string> faults, string name, int value)
    {
        if (value < 1)
            faults.Add(FormattableString.Invariant($"{name} is {value}, expected at least 1"));
    }
}

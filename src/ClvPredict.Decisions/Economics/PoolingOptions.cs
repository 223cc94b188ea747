namespace ClvPredict.Decisions.Economics;

/// <summary>How groups are pooled. Every default is here.</summary>
public sealed record PoolingOptions
{
    /// <summary>Probability that a group's mean lies in its range, in (0, 1).</summary>
    public double Coverage { get; init; } = 0.8;

    /// <summary>Draws from the posterior, 100 to 1,000,000; a probability of one half is off by 1 / (2 sqrt(draws)).</summary>
    public int Draws { get; init; } = 10_000;

    /// <summary>Seed of the draws.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Scale of the half-Cauchy prior of the spread of log means between groups: with 0.5 half of the prior's spreads
    /// are below a factor of exp(0.5) = 1.65.</summary>
    public double SpreadScale { get; init; } = 0.5;

    /// <summary>How many customers of its own a group needs before its own relative variance counts as much as that of all
    /// groups. Values are heavy-tailed, so the variance of a small group says little, and is large exactly where its mean is
    /// too high.</summary>
    public double VarianceStrength { get; init; } = 300;

    /// <summary>Factor on relative variances, at least 1: sample variances of heavy-tailed values are more often too small than too
    /// large. 1.1 was chosen on simulated channels (docs/economics.md).</summary>
    public double VarianceAllowance { get; init; } = 1.1;

    /// <summary>Refuses values out of range, all faults at once.</summary>
    /// <exception cref="ArgumentException">One or more values are out of range.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (!(Coverage > 0 && Coverage < 1))
            faults.Add($"Coverage is {Coverage}; it must lie between 0 and 1, both excluded.");
        if (Draws is < 100 or > 1_000_000)
            faults.Add($"Draws is {Draws}; it must be 100 to 1,000,000.");
        if (!(SpreadScale > 0 && double.IsFinite(SpreadScale)))
            faults.Add($"SpreadScale is {SpreadScale}; it must be above 0.");
        if (!(VarianceStrength >= 0 && double.IsFinite(VarianceStrength)))
            faults.Add($"VarianceStrength is {VarianceStrength}; it must be at least 0.");
        if (!(VarianceAllowance >= 1 && double.IsFinite(VarianceAllowance)))
            faults.Add($"VarianceAllowance is {VarianceAllowance}; it must be at least 1.");
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults));
    }
}

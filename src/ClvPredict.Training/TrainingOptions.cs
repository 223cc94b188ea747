using ClvPredict.Features;

namespace ClvPredict.Training;

/// <summary>What to train for. Every default is here.</summary>
public sealed record TrainingOptions
{
    /// <summary>How far ahead to predict.</summary>
    public Horizon Horizon { get; init; } = new(180, HorizonUnit.Days);

    /// <summary>What a purchase is worth.</summary>
    public ValueBasis ValueBasis { get; init; } = ValueBasis.Money;

    /// <summary>Margin on net value: predicted CLV is net value x margin. Above 0, at most 1.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>Currency shown beside amounts, for example EUR; empty shows none.</summary>
    public string Currency { get; init; } = "";

    /// <summary>
    /// How many cutoffs of the past a model is judged on before it is trained, 0..10; each costs a training. 0 ships unjudged.
    /// </summary>
    public int Origins { get; init; } = 2;

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads used; the result does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Refuses values out of range, all faults at once.</summary>
    /// <exception cref="ArgumentException">One or more options are out of range.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (!(Margin > 0 && Margin <= 1))
            faults.Add($"Margin is {Margin}; it must be above 0 and at most 1.");
        if (Threads < 1)
            faults.Add($"Threads is {Threads}; it must be at least 1.");
        if (Origins is < 0 or > 10)
            faults.Add($"Origins is {Origins}; it must be 0 to 10.");
        if (Currency.Length > 8)
            faults.Add($"Currency is \"{Currency}\"; it must have at most 8 characters.");
        if (Horizon.Count < 1)
            faults.Add("Horizon is empty; it must be at least a day.");
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults));
    }
}

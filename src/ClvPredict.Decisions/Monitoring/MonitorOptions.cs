namespace ClvPredict.Decisions.Monitoring;

/// <summary>From which size on something counts as moved. Shares of money and of customers, so that the number of customers does
/// not matter. Every default is here.</summary>
public sealed record MonitorOptions
{
    /// <summary>A drift of forecast and outcome to watch, as an absolute log ratio: 0.12 is 13 % too little or 11 % too much.</summary>
    public double WatchDrift { get; init; } = 0.12;

    /// <summary>A drift that asks for a new model: 0.22 is 25 % too little or 20 % too much.</summary>
    public double RetrainDrift { get; init; } = 0.22;

    /// <summary>Both are multiplied by this for a window that is not the horizon from the model's as-of day on, at least 1: its
    /// level is forecast less well.</summary>
    public double OtherSeasonFactor { get; init; } = 1.5;

    /// <summary>A drift of the top decile to watch; few customers with much money scatter more.</summary>
    public double WatchTopDecile { get; init; } = 0.35;

    /// <summary>A shift of a feature worth a line, as Cliff's delta: below 0.147 is negligible (Romano et al. 2006).</summary>
    public double NamedShift { get; init; } = 0.147;

    /// <summary>A shift of a feature to watch: from 0.33 on medium.</summary>
    public double WatchShift { get; init; } = 0.33;

    /// <summary>What a new training costs, in money.</summary>
    public double RetrainCost { get; init; }

    /// <summary>Least gain of a new training, as a share of what the contact list is expected to earn.</summary>
    public double LeastGainShare { get; init; } = 0.01;

    /// <summary>Refuses values out of range, all faults at once.</summary>
    /// <exception cref="ArgumentException">One or more values are out of range.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        Check(nameof(WatchDrift), WatchDrift);
        Check(nameof(RetrainDrift), RetrainDrift);
        Check(nameof(WatchTopDecile), WatchTopDecile);
        Check(nameof(NamedShift), NamedShift);
        Check(nameof(WatchShift), WatchShift);
        Check(nameof(RetrainCost), RetrainCost);
        Check(nameof(LeastGainShare), LeastGainShare);
        if (!(OtherSeasonFactor >= 1))
            faults.Add(
                FormattableString.Invariant(
                    $"OtherSeasonFactor is {OtherSeasonFactor}; it must be at least 1."
                )
            );
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults));

        void Check(string name, double value)
        {
            if (!(value >= 0 && double.IsFinite(value)))
                faults.Add(
                    FormattableString.Invariant(
                        $"{name} is {value}; it must be a finite number of at least 0."
                    )
                );
        }
    }
}

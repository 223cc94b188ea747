namespace ClvPredict.Decisions.Forecasting;

/// <summary>What is forecast. Every default is here.</summary>
public sealed record ForecastOptions
{
    /// <summary>Months ahead, 1 to 60.</summary>
    public int Months { get; init; } = 12;

    /// <summary>Refuses values out of range.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Validate()
    {
        if (Months is < 1 or > 60)
            throw new ArgumentException($"The months are {Months}; they must be 1 to 60.");
    }
}

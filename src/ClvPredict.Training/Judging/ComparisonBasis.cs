namespace ClvPredict.Training.Judging;

/// <summary>What two models are compared on.</summary>
public enum ComparisonBasis
{
    /// <summary>Nothing: the models cannot be compared, or there is no time to compare them on.</summary>
    None,

    /// <summary>The newest whole horizon, of which neither the present model nor the new one's twin has seen anything.</summary>
    UnseenHorizon,

    /// <summary>The days since the present model's as-of day, of which neither it nor the new one's twin has seen anything.</summary>
    UnseenDays,

    /// <summary>The newest horizon, which both models themselves have seen: this finds gross faults only.</summary>
    SeenHorizon,
}

namespace ClvPredict.Training.Simulation;

/// <summary>A sales channel of the simulated shop.</summary>
/// <param name="Name">As written in the log.</param>
/// <param name="Share">Share of the customers who prefer it; the shares sum to 1.</param>
/// <param name="RateFactor">Factor on the buying rate of those customers; the mean over customers is 1.</param>
/// <param name="LifetimeFactor">Factor on their mean lifetime: the dropout rate is divided by it.</param>
internal sealed record ShopChannel(
    string Name,
    double Share,
    double RateFactor,
    double LifetimeFactor
);

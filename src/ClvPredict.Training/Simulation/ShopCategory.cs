namespace ClvPredict.Training.Simulation;

/// <summary>A product category of the simulated shop.</summary>
/// <param name="Name">As written in the log.</param>
/// <param name="Share">Mean share of the lines over customers; the shares sum to 1.</param>
/// <param name="PriceLevel">Price of a typical product relative to the shop's; the mean weighted by share is 1.</param>
internal sealed record ShopCategory(string Name, double Share, double PriceLevel);

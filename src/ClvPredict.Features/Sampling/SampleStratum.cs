namespace ClvPredict.Features.Sampling;

/// <summary>Customers of like spend, of whom the same share was drawn as of all.</summary>
/// <param name="SpendFrom">Least gross spend before the as-of day, in units of money (purchase days, where each is worth 1);
/// the stratum ends where the next one begins.</param>
/// <param name="Customers">Customers in it.</param>
/// <param name="Drawn">Customers in the sample.</param>
public sealed record SampleStratum(double SpendFrom, int Customers, int Drawn);

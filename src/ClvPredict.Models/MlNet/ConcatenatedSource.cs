namespace ClvPredict.Models.MlNet;

/// <summary>A source of a concatenated column.</summary>
/// <param name="Name">A column of numbers or vectors.</param>
/// <param name="Alias">What ML.NET calls its slots, or null for the name itself; informational.</param>
public sealed record ConcatenatedSource(string Name, string? Alias = null);

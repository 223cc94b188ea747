namespace ClvPredict.Reporting;

/// <summary>A fitted parameter.</summary>
/// <param name="Name">Its symbol in the paper, for example "alpha"; or weight, the part's share in the blend.</param>
/// <param name="Number">Its fitted number.</param>
public sealed record ModelParameter(string Name, double Number);

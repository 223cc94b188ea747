namespace ClvPredict.Decisions.Segments;

/// <summary>A segment that cannot be told from this data.</summary>
/// <param name="Segment">Its name.</param>
/// <param name="Needs">What would tell it.</param>
public sealed record MissingSegment(string Segment, string Needs);

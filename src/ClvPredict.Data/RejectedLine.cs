namespace ClvPredict.Data;

/// <summary>A line of a source that could not be used.</summary>
/// <param name="Source">The file or stream.</param>
/// <param name="LineNumber">Line in the source where the record starts, counted from one, header included.</param>
/// <param name="Reason">What was wrong, without data of the line.</param>
/// <param name="Text">The field or line at fault, at most 80 characters.</param>
public sealed record RejectedLine(string Source, long LineNumber, string Reason, string Text);
